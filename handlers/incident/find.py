"""`/incident find`: incidents by the words that were written of them."""

from domain.incident import Incident
from domain.people import Act
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import escape, utc_day
from handlers.kit.turn import Turn
from storage import search

_MOST = 20


class NoWordsError(Refusal):
    """There is nothing to look for."""


def found_ones(found: list[Incident], words: str) -> InternalMessage:
    """Show what was found, the newest first."""
    if not found:
        return InternalMessage(
            f"No incident that you can see holds “{escape(words)}”. A word is found by its "
            "beginning: try fewer words, or their first letters."
        )
    more = f"\nThe newest {_MOST} are shown: add a word." if len(found) == _MOST else ""
    return InternalMessage("\n".join(map(_line, found)) + more)


def _line(incident: Incident) -> str:
    closed = f"closed {utc_day(incident.closed_at)}" if incident.closed_at else incident.phase
    return f"*{incident.name}* · {incident.severity.word} · {closed} · {escape(incident.label)}"


async def find(turn: Turn, request: Request) -> InternalMessage:
    """Look every word up among those that this person may see."""
    if not search.words_of(request.text):
        raise NoWordsError("Which words? Each has at least two letters.")
    found = await search.find(turn.tx, turn.office.id, request.text, viewer=turn.person, most=_MOST)
    turn.saw(*found)
    return found_ones(found, request.text)


VERB = Verb(
    name="find",
    usage="<words>",
    summary="incidents by words of their titles, notes, reasons and actions, closed ones too",
    right=Act.READ,
    do=find,
    synonyms=("search", "grep"),
    asks=True,
)
