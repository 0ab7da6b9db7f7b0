"""Which incident is meant: the one named, the thread's, or the only one open."""

from domain.incident import Incident
from domain.refusal import Choice, Refusal
from handlers.kit.commands import Request
from handlers.kit.mrkdwn import clip, plain
from handlers.kit.turn import Turn
from storage import deliveries, incidents

_OFFERED = 10
_LINE_LIMIT = 1900


class WhichIncidentError(Refusal):
    """No incident is meant, or several could be."""


async def which(turn: Turn, request: Request, *, closed_too: bool = False) -> Incident:
    """Return the incident that is meant, as the person may see it.

    closed_too: where none is open, the latest is meant. In a turn that writes, others who would
    change the incident wait until the turn ends.

    Raises WhichIncidentError with a button for each that it could be.
    """
    found = await _meant(turn, request, closed_too=closed_too)
    turn.drill_channel = found.drill_channel
    if turn.writes:  # what is done is in the journal anyway
        return await incidents.lock(turn.tx, found)
    turn.saw(found)
    return found


async def _meant(turn: Turn, request: Request, *, closed_too: bool) -> Incident:
    if request.incident is not None:
        return await _named(turn, request.incident)
    if found := await of_thread(turn, request):
        return found
    open_ones = await incidents.open_ones(turn.tx, turn.office.id, viewer=turn.person)
    if not open_ones and closed_too:
        latest = await incidents.latest(turn.tx, turn.office.id, viewer=turn.person)
        return latest or _only(open_ones, request)
    return _only(open_ones, request)


async def _named(turn: Turn, number: int) -> Incident:
    found = await incidents.get(turn.tx, turn.office.id, number, viewer=turn.person)
    if found is None:
        raise WhichIncidentError(f"There is no INC-{number}.", instead=("/incident list",))
    return found


async def of_thread(turn: Turn, request: Request) -> Incident | None:
    """Return the incident in whose thread it was said, None where it was said elsewhere."""
    ts = request.via.thread_ts
    channel_id = request.via.address.channel_id
    if ts is None:
        return await incidents.of_channel(turn.tx, turn.office.id, channel_id, viewer=turn.person)
    card_id = await deliveries.id_of(turn.tx, turn.office.id, channel_id=channel_id, ts=ts)
    if card_id is None:
        return None
    return await incidents.of_card(turn.tx, turn.office.id, card_id, viewer=turn.person)


def _only(found: list[Incident], request: Request) -> Incident:
    if len(found) == 1:
        return found[0]
    if not found:
        raise WhichIncidentError(
            "No incident is open.",
            instead=("/incident open <title> sev 2", f"/incident INC-1 {request.verb}"),
        )
    rest = f"{request.verb} {request.raw}".strip()
    offered = found[-_OFFERED:] if len(rest) <= _LINE_LIMIT else []
    raise WhichIncidentError(
        f"{len(found)} incidents are open. Which one?",
        choices=tuple(
            Choice(clip(f"{one.name} {one.label}", 70), f"{one.name} {rest}") for one in offered
        ),
        instead=(f"/incident {found[-1].name} {plain(rest)}",),
    )
