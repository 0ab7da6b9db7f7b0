"""The notice that goes with a mitigation: what a second person approved of it is what goes.

Its words follow from the plan, but for the times, which are those of the moment when it is sent. A
plan is compared with what was approved as of the moment of its proposal, so that whatever else has
changed since, of the customers or of the words, shows.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.customers import Customer, Felt, named, users_of
from domain.grammar import split_items
from domain.incident import Incident
from domain.mitigation import Mitigation
from domain.outage import Change, Outage
from domain.words import outbound_check, without_finds
from handlers.kit.compose import Worded, compose
from handlers.kit.first_notice import begins, tells
from handlers.kit.inside import inside
from handlers.kit.mrkdwn import plain
from handlers.kit.turn import Turn
from storage import approvals, customers

_GIVEN_LATER = "······"


@dataclass(frozen=True)
class Planned:
    """The first notice of a plan's outage: the outage, what it tells, its words, and to whom."""

    outage: Outage
    change: Change
    words: Worded
    affected: tuple[Customer, ...]


async def as_it_is(turn: Turn, incident: Incident, mitigation: Mitigation) -> Mitigation:
    """Return the plan with whom it affects and what they read, as things are now.

    Raises InsideWordError where its notice would tell what belongs inside.
    """
    every = await customers.every(turn.tx, turn.office.id)
    names = tuple(one.name for one in _affected(mitigation, every))
    if not mitigation.notice:
        return replace(mitigation, recipients=names, words="")
    planned = await notice_of(turn, incident, mitigation, now=mitigation.proposed_at)
    nameless = replace(planned.outage, reference=_GIVEN_LATER)
    at = mitigation.proposed_at
    words = compose(turn, nameless, planned.change, planned.affected, now=at)
    return replace(mitigation, recipients=names, words=plain("\n\n".join(words.texts)))


async def notice_of(
    turn: Turn, incident: Incident, mitigation: Mitigation, *, now: datetime
) -> Planned:
    """Return the notice that goes with a plan that names one; raises InsideWordError."""
    affected = _affected(mitigation, await customers.every(turn.tx, turn.office.id))
    not_said = await inside(turn, incident, affected)
    checked = outbound_check(mitigation.notice, inside=not_said, field="notice")
    title = without_finds(checked, field="notice")
    felt = Felt(mitigation.impact, mitigation.services, split_items(mitigation.region))
    outage = begins(turn, incident, title, felt, affected, now=now)
    starts_at = max(mitigation.starts_at or now, now)
    change = tells(outage, starts_at + timedelta(minutes=mitigation.minutes))
    return Planned(outage, change, compose(turn, outage, change, affected, now=now), affected)


async def approved(turn: Turn, incident: Incident, mitigation: Mitigation) -> bool:
    """Whether somebody's yes to exactly this plan holds, as things are now."""
    approval = await approvals.of(
        turn.tx,
        turn.office.id,
        subject=mitigation.subject,
        digest=(await as_it_is(turn, incident, mitigation)).digest,
        now=turn.now,
    )
    return approval is not None


def _affected(mitigation: Mitigation, every: list[Customer]) -> tuple[Customer, ...]:
    """Return those named, else who uses its services where it happens and feels it."""
    known = {customer.name for customer in every}
    if mitigation.customers:
        return tuple(named(every, name) for name in mitigation.customers if name in known)
    regions = split_items(mitigation.region)
    users = users_of(every, mitigation.services)
    return tuple(one for one in users if one.profile.feels(mitigation.impact, regions=regions))
