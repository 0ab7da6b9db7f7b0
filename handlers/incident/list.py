"""`/incident list`: the open incidents as a table, or those that were closed; all or some."""

from datetime import timedelta

from domain.incident import Incident, Phase
from domain.instants import duration
from domain.people import Act
from domain.refusal import Refusal
from domain.severity import read_severity
from domain.words import InternalMessage
from handlers.incident.status import quiet
from handlers.kit import blocks
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import clip, escape, utc_day
from handlers.kit.turn import Turn
from storage import listing
from storage.listing import Wanted

_HEAD = ("Incident", "Severity", "Phase", "Opened", "Title")
_MOST = 50
_CLOSED_IN = timedelta(days=30)
_MINE = ("mine", "my")
_DRILLS = ("drill", "drills")


class NoSuchListError(Refusal):
    """The words narrow no list."""


def listed(found: list[Incident], *, count: int) -> InternalMessage:
    """Show incidents, the newest first; count: how many there are in all."""
    rows = [
        (one.name, one.severity.word, _where(one), utc_day(one.opened_at), one.label)
        for one in found
    ]
    lines = [f"*{row[0]}* · {row[1]} · {row[2]} · {escape(row[4])}" for row in rows]
    more = f"The newest {len(found)} of {count}: narrow the list, such as `/incident list sev 1`."
    if count > len(found):
        lines.append(more)
    text = clip("\n".join(lines), blocks.TEXT_LIMIT)
    shown = [blocks.table([_HEAD, *rows])]
    if count > len(found):
        shown.append(blocks.context(more))
    return InternalMessage(text, tuple(shown))


def none_such() -> InternalMessage:
    """Say that nothing fits, and what there is."""
    return InternalMessage(
        "No incident that you can see fits. All open ones: `/incident list`; those closed lately: "
        "`/incident list closed in 30d`."
    )


def _where(incident: Incident) -> str:
    return str(incident.phase) if incident.open else "closed"


async def list_incidents(turn: Turn, request: Request) -> InternalMessage:
    """List what fits the words, as this person may see it."""
    wanted = _wanted(turn, request)
    found, count = await listing.listed(
        turn.tx, turn.office.id, wanted, viewer=turn.person, most=_MOST
    )
    turn.saw(*found)
    if found:
        return listed(found, count=count)
    return quiet() if wanted == Wanted() else none_such()


def _wanted(turn: Turn, request: Request) -> Wanted:
    words = request.text.lower().split()
    if unknown := [word for word in words if word not in (*_MINE, *_DRILLS, "open", "closed")]:
        raise NoSuchListError(
            f"“{unknown[0][:40]}” narrows no list. To look for words: find.",
            instead=(
                "/incident list mine sev 1",
                "/incident list phase diagnose",
                "/incident list closed in 30d",
                f"/incident find {request.text[:100]}",
            ),
        )
    sev, within = request.value("sev"), request.value("in")
    span = duration(within) if within else _CLOSED_IN
    return Wanted(
        phase=_phase(request.value("phase")),
        severity=read_severity(sev) if sev else None,
        service=request.value("service"),
        person=turn.person.user_id if set(words) & set(_MINE) else None,
        closed_since=turn.now - span if "closed" in words else None,
        drills=bool(set(words) & set(_DRILLS)),
    )


def _phase(word: str) -> Phase | None:
    if not word:
        return None
    if word.lower() not in list(Phase):
        raise NoSuchListError(
            f"“{word[:40]}” is no phase. There are {', '.join(Phase)}.",
            instead=("/incident list phase diagnose",),
        )
    return Phase(word.lower())


VERB = Verb(
    name="list",
    usage="[mine] [drills] [closed in 30d] [phase …] [sev 1-4] [service …]",
    summary="what is open, or was closed lately: yours, of a phase, severity or service; drills",
    right=Act.READ,
    do=list_incidents,
    keys=("phase", "sev", "service", "in"),
    synonyms=("ls",),
    asks=True,
)
