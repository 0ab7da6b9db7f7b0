"""`/incident status`: where an incident stands and what is next; bare, where you stand."""

from domain.people import Act
from domain.words import InternalMessage
from handlers.incident.card import Case, card, load, next_step, stand
from handlers.kit.blocks import TEXT_LIMIT
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import clip
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents


def several(cases: list[Case]) -> InternalMessage:
    """Show each open incident in two lines."""
    shown = "\n".join(f"{stand(case)}\n      Next: {next_step(case)}" for case in cases)
    text = f"{len(cases)} incidents are open.\n{shown}"
    return InternalMessage(clip(text, TEXT_LIMIT))


def quiet() -> InternalMessage:
    """Say that nothing is open, and how to begin."""
    return InternalMessage(
        "No incident is open. Open one: `/incident open <title> sev 2`. All commands: "
        "`/incident help`."
    )


async def status(turn: Turn, request: Request) -> InternalMessage:
    """Show the incident that is meant, or all that are open."""
    if request.incident is None and request.via.thread_ts is None:
        found = await incidents.open_ones(turn.tx, turn.office.id, viewer=turn.person)
        if len(found) != 1:
            cases = [await load(turn.tx, turn.office, incident) for incident in found]
            return several(cases) if cases else quiet()
    return card(await load(turn.tx, turn.office, await which(turn, request)))


VERB = Verb(
    name="status",
    usage="",
    summary="where it stands and what is next",
    right=Act.READ,
    do=status,
    synonyms=("show", "card"),
    asks=True,
)
