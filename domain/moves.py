"""Moves from phase to phase: forward when the checklist is met, by force, and back.

Diagnose and stabilize alternate, so going back is as easy as going forward.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.checklist import EVIDENCE, MissingError, unmet
from domain.facts import FactKind
from domain.incident import PHASES, Decision, Incident, Phase, Verdict, check_open, fact_of
from domain.refusal import Refusal

COLLISION = timedelta(seconds=3)


class MovedMeanwhileError(Refusal):
    """Somebody else moved the incident; the person is told who."""


class NoMoveError(Refusal):
    """There is no such move from here, or it lacks its reason."""


class NotCommanderError(Refusal):
    """Only the Incident Commander and the Deputy force a move."""


@dataclass(frozen=True)
class Move:
    """What somebody wants of an incident's phase.

    reason: why, and for a false positive its evidence. leaving: the phase that the person saw,
    None where a typed line does not say. force: also without what is missing.
    """

    by: str
    now: datetime
    reason: str = ""
    verdict: Verdict | None = None
    leaving: Phase | None = None
    force: bool = False


def advance(
    incident: Incident,
    move: Move,
    *,
    given: frozenset[str] = frozenset(),
    blockers: tuple[Refusal, ...] = (),
    deputy: str = "",
) -> Decision:
    """Move on to the next phase; out of close, and as a false positive, the incident is closed.

    given: what other parts of the incident answer for on the checklist. blockers: what they put
    in the way of going to close, and of closing. The force of the commander, or of the deputy,
    passes over the checklist, never over a blocker: customers wait behind it.

    Raises ClosedError, MovedMeanwhileError, MissingError, NoMoveError, NotCommanderError, or the
    first blocker.
    """
    _check_move(incident, move)
    known = replace(incident, verdict=move.verdict or incident.verdict)
    target = _target(known)
    if target is Phase.CLOSE and blockers:
        raise blockers[0]
    missing = unmet(known, given=given | {EVIDENCE.name} if move.reason.strip() else given)
    if move.force:
        _check_force(incident, move, deputy)
    elif missing:
        raise MissingError(known, missing)
    if incident.phase is Phase.CLOSE:
        return _close(known, move)
    moved = _moved(incident, target, move, without=[item.noun for item in missing])
    if known.phase is Phase.ASSESS and target is Phase.CLOSE:
        closed = _close(moved.incident, replace(move, reason=""))
        return Decision(closed.incident, moved.facts + closed.facts)
    return moved


def back(incident: Incident, move: Move) -> Decision:
    """Move to the phase before, with a reason.

    Raises ClosedError, MovedMeanwhileError, NoMoveError.
    """
    _check_move(incident, move)
    if incident.phase is Phase.DETECT:
        raise NoMoveError(f"{incident.name} is in detect, the first phase.")
    if not move.reason.strip():
        raise NoMoveError(
            "Going back needs a reason, for whoever reads the timeline.",
            instead=(f"/incident {incident.name} back <reason>",),
        )
    return _moved(incident, PHASES[PHASES.index(incident.phase) - 1], move)


def _target(known: Incident) -> Phase:
    if known.phase is Phase.ASSESS and known.verdict is Verdict.FALSE_POSITIVE:
        return Phase.CLOSE
    return PHASES[min(PHASES.index(known.phase) + 1, len(PHASES) - 1)]


def _check_move(incident: Incident, move: Move) -> None:
    check_open(incident)
    late = move.leaving is not None and move.leaving is not incident.phase
    collided = (
        move.leaving is None
        and incident.moved_by != move.by
        and move.now - incident.moved_at < COLLISION
        and incident.moved_at > incident.opened_at
    )
    if late or collided:
        raise MovedMeanwhileError(
            f"<@{incident.moved_by}> has just moved {incident.name} to {incident.phase}. "
            "Nothing was done twice."
        )


def _check_force(incident: Incident, move: Move, deputy: str) -> None:
    able = [one for one in (incident.commander, deputy) if one]
    if not able:
        raise NotCommanderError(
            f"Only its Incident Commander or Deputy can force {incident.name} on, and it has "
            "neither.",
            instead=(f"/incident {incident.name} take commander",),
        )
    if move.by not in able:
        named = " or ".join(f"<@{one}>" for one in able)
        raise NotCommanderError(
            f"Only its Incident Commander or Deputy, {named}, can force {incident.name} on. Ask "
            "them, or give what is missing.",
            instead=(f"/incident {incident.name} advance",),
        )
    if not move.reason.strip():
        raise NoMoveError(
            "Forcing a move needs a reason: it stands in the timeline with what was missing.",
            instead=(f"/incident {incident.name} force <reason>",),
        )


def _moved(
    incident: Incident, target: Phase, move: Move, *, without: list[str] | None = None
) -> Decision:
    verdict = move.verdict or incident.verdict
    after = replace(incident, phase=target, verdict=verdict, moved_by=move.by, moved_at=move.now)
    fact = fact_of(
        FactKind.MOVED,
        incident,
        move.by,
        move.now,
        before=incident.phase,
        after=target,
        reason=move.reason,
        verdict=verdict if verdict is not incident.verdict else None,
        without=without or None,
    )
    return Decision(after, (fact,))


def _close(incident: Incident, move: Move) -> Decision:
    after = replace(incident, closed_at=move.now, moved_by=move.by, moved_at=move.now)
    fact = fact_of(FactKind.CLOSED, incident, move.by, move.now, reason=move.reason)
    return Decision(after, (fact,))
