"""What an incident affects, and whose responsibility that is, layer by layer.

When the scope changes, responsibility is determined anew; what was determined before is kept.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.determination import Determination, seen_as
from domain.facts import Fact, FactKind
from domain.incident import BadValueError, Decision, Incident, check_open, fact_of

TRACKING_LIMIT = 100


@dataclass(frozen=True)
class Affected:
    """What is affected: layers of the matrix, services and regions by the names they have here."""

    layers: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


def set_affected(incident: Incident, affected: Affected, *, by: str, now: datetime) -> Decision:
    """Put down what is affected; what is empty stays as it was.

    A layer that is no longer affected has no owner to look for.

    Raises ClosedError, BadValueError.
    """
    check_open(incident)
    before = Affected(incident.layers, incident.services, incident.regions)
    after = Affected(
        affected.layers or before.layers,
        affected.services or before.services,
        affected.regions or before.regions,
    )
    if after == before:
        raise BadValueError(
            f"That changes nothing of what {incident.name} affects.",
            instead=(f"/incident {incident.name} affects services vm,disks regions west-europe",),
        )
    fact = fact_of(
        FactKind.AFFECTED,
        incident,
        by,
        now,
        layers=list(after.layers),
        services=list(after.services),
        regions=list(after.regions),
    )
    gone = {one.layer for one in incident.responsibility} - set(after.layers)
    changed = replace(
        incident,
        layers=after.layers,
        services=after.services,
        regions=after.regions,
        determinations=_superseded(incident, gone if affected.layers else set(), now),
    )
    return Decision(changed, (fact,))


def determine(incident: Incident, found: tuple[Determination, ...]) -> Decision:
    """Put down what the matrix proposes for some layers, in place of what it said of them before.

    Raises ClosedError.
    """
    check_open(incident)
    facts = tuple(_determined(incident, one) for one in found)
    layers = {one.layer for one in found}
    kept = _superseded(incident, layers, found[0].decided_at)
    after = replace(
        incident,
        determinations=kept + found,
        layers=tuple(dict.fromkeys((*incident.layers, *(one.layer for one in found)))),
    )
    return Decision(after, facts)


def confirm(incident: Incident, *, by: str, now: datetime, seen: str = "") -> Decision:
    """Confirm whose responsibility it is, exactly as it was seen where seen says how.

    Raises ClosedError, BadValueError.
    """
    check_open(incident)
    name, current = incident.name, incident.responsibility
    if not current:
        raise BadValueError(
            f"{name}: nobody has determined whose responsibility it is.",
            instead=(f"/incident {name} determine layer hypervisor model iaas",),
        )
    if seen and seen != seen_as(current):
        raise BadValueError(
            "It was determined anew since you saw it. Look at it again.",
            instead=(f"/incident {name} status",),
        )
    waiting = [one for one in current if one.confirmed_by is None]
    if not waiting:
        raise BadValueError(f"{name}: <@{current[-1].confirmed_by}> has confirmed that already.")
    fact = fact_of(
        FactKind.DETERMINATION_CONFIRMED,
        incident,
        by,
        now,
        parties=[f"{one.party} ({one.cell})" for one in waiting],
    )
    confirmed = tuple(
        replace(one, confirmed_by=by, confirmed_at=now) if one in waiting else one
        for one in incident.determinations
    )
    return Decision(replace(incident, determinations=confirmed), (fact,))


def refer(incident: Incident, *, to: str, tracking: str, by: str, now: datetime) -> Decision:
    """Hand over to the other side what a person has confirmed to be theirs.

    to: `provider` or `customer`. tracking: the other side's id for it, empty where it has none.

    Raises ClosedError, BadValueError.
    """
    check_open(incident)
    name = incident.name
    if len(tracking) > TRACKING_LIMIT:
        raise BadValueError(f"A tracking id has at most {TRACKING_LIMIT} characters.")
    theirs = referred_to(incident, to)
    if not theirs:
        raise BadValueError(
            f"Nothing of {name} is determined to be the {to}'s.",
            instead=(f"/incident {name} determine layer hypervisor model iaas",),
        )
    if any(one.confirmed_by is None for one in theirs):
        raise BadValueError(
            "Nobody has confirmed yet whose responsibility it is; nothing follows from it before.",
            instead=(f"/incident {name} determine confirm",),
        )
    fact = fact_of(FactKind.REFERRED, incident, by, now, to=to, tracking=tracking)
    return Decision(replace(incident, tracking=tracking or incident.tracking), (fact,))


def referred_to(incident: Incident, to: str) -> tuple[Determination, ...]:
    """Return what of the incident is that side's, or shared with it."""
    return tuple(one for one in incident.responsibility if one.party in (to, "shared"))


def _superseded(incident: Incident, layers: set[str], now: datetime) -> tuple[Determination, ...]:
    return tuple(
        replace(one, superseded_at=now)
        if one.layer in layers and one.superseded_at is None
        else one
        for one in incident.determinations
    )


def _determined(incident: Incident, found: Determination) -> Fact:
    before = [one.party for one in incident.responsibility if one.layer == found.layer]
    return fact_of(
        FactKind.DETERMINED,
        incident,
        found.decided_by,
        found.decided_at,
        layer=found.layer,
        model=found.model,
        party=found.party,
        matrix=found.matrix,
        matrix_version=found.matrix_version,
        before=before[-1] if before else None,
    )
