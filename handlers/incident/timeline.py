"""`/incident timeline`: every fact, by the time it happened."""

from domain.facts import Fact
from domain.incident import Incident
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import clip, escape, utc
from handlers.kit.telling import told
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import journal

_BLOCKS = 48
_MOST = 200


def timeline_of(incident: Incident, facts: list[Fact]) -> InternalMessage:
    """Show the facts by the time they happened, a day's heading before its facts.

    Of many, the latest.
    """
    ordered = sorted(facts, key=lambda fact: fact.happened_at)
    days = list(dict.fromkeys(fact.happened_at.date() for fact in ordered))
    parts = [f"*{incident.name}* {escape(incident.heading)}"]
    if len(facts) == _MOST:
        parts.append(f"The latest {_MOST} facts. All: `/incident {incident.name} review`")
    for day in days:
        parts.append(f"*{day.day} {day:%B %Y}*")
        parts += [_line(fact) for fact in ordered if fact.happened_at.date() == day]
    text = clip("\n".join(parts), blocks.TEXT_LIMIT)
    return InternalMessage(text, tuple(map(blocks.section, blocks.pages(parts)[-_BLOCKS:])))


def _line(fact: Fact) -> str:
    return f"{utc(fact.happened_at)}  {told(fact)}"


async def timeline(turn: Turn, request: Request) -> InternalMessage:
    """Show what happened, who did it, and when."""
    incident = await which(turn, request, closed_too=True)
    facts = await journal.latest(turn.tx, turn.office.id, incident.number, most=_MOST)
    return timeline_of(incident, facts)


VERB = Verb(
    name="timeline",
    usage="",
    summary="what happened, who did it, when",
    right=Act.READ,
    do=timeline,
    synonyms=("history",),
    asks=True,
)
