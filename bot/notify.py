"""`onus notify` and `onus approve`: customers are told while Slack is away, or read by others."""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

import aiohttp
import click

from bot.here import Here, here
from bot.letters_now import send_letters
from bot.matrix.kept import WORKSPACE
from bot.refusing import FINDING, incident_number, office_settings, ready_database, refuse
from domain.fan_out import Copy, Fate
from domain.incident import Incident
from domain.notice_proposal import NoticeProposal
from domain.people import from_here
from domain.refusal import Refusal
from domain.seen import mark_of
from domain.words import InternalMessage
from handlers.kit.mrkdwn import plain, way_to
from handlers.kit.turn import Turn
from handlers.notices.fallback import reach_now
from storage import incidents, notice_proposals, outages
from storage.outages import Notice

_VERBS = ("outage", "update", "eta", "recovered", "correct", "withdraw", "affected", "advisory")
_USER_ID = re.compile(r"[UW][A-Z0-9]{2,20}")
_FATES = {
    Fate.DELIVERED: "sent",
    Fate.WAITING: "not taken yet; `onus run` tries again",
    Fate.HELD: "held back: words of the incident are frozen",
    Fate.DROPPED: "left out: later words say more",
}

_AS = click.option("--as", "user_id", metavar="U…", help="who you are in Slack")
_BY = click.option("--by", "called", metavar="NAME", help="who you are, where that is not known")
_YES = click.option("--yes", is_flag=True, help="send what is shown without asking")

Work = Callable[[Here], Awaitable[bool]]


class NoticeLineError(Refusal):
    """The line tells customers nothing, or names what is not there."""


@dataclass(frozen=True)
class Shown:
    """What was drafted, as it is shown; notice: None where the line only asked."""

    message: InternalMessage
    notice: Notice | None


@click.command()
@click.argument("name", metavar="INC-7")
@click.argument("words", metavar="VERB TEXT…", nargs=-1, required=True)
@_AS
@_BY
@click.option("--anyway", metavar="REASON", default="", help="why words from inside go out")
@_YES
@WORKSPACE
def notify(  # click gives each option by itself
    *,
    name: str,
    words: tuple[str, ...],
    user_id: str | None,
    called: str | None,
    anyway: str,
    yes: bool,
    workspace: str | None,
) -> None:
    """Tell customers by what can be typed after /incident: a preview, then at once.

    It goes by e-mail and webhook now, and to Slack as soon as that takes it.
    """
    number, line = incident_number(name), _line(words)
    work = partial(_notify, number=number, line=line, anyway=anyway, yes=yes)
    _run(work, user_id=_who(user_id, called), workspace=workspace)


@click.command()
@click.argument("notice_id", metavar="ID")
@_AS
@_BY
@_YES
@WORKSPACE
def approve(
    *, notice_id: str, user_id: str | None, called: str | None, yes: bool, workspace: str | None
) -> None:
    """Approve a notice that waits for a second person, after reading it: it goes at once."""
    work = partial(_approve, notice_id=notice_id, yes=yes)
    _run(work, user_id=_who(user_id, called), workspace=workspace)


def _line(words: tuple[str, ...]) -> str:
    """Return the words as one line: what the shell kept together stays together."""
    verb, *rest = words
    if verb not in _VERBS:
        refuse(f"{verb!r} tells customers nothing: there are {', '.join(_VERBS)}.")
    return " ".join((verb, *(f"“{one}”" if " " in one else one for one in rest)))


def _who(user_id: str | None, called: str | None) -> str:
    if (user_id is None) == (called is None):
        refuse("Say who you are: --as with your id in Slack, or --by with your name.")
    if user_id is not None and not _USER_ID.fullmatch(user_id):
        refuse(f"--as: {user_id!r} is no id of Slack: copy yours from your profile, or use --by.")
    try:
        return user_id or from_here(called or "")
    except Refusal as refusal:
        refuse(f"--by: {refusal.why}")


def _run(work: Work, *, user_id: str, workspace: str | None) -> None:
    """Do the work as somebody; end with 1 where it was refused, or did not reach everybody."""
    settings = office_settings()
    ready_database(settings.database_url)

    async def run() -> bool:
        async with here(settings, user_id, workspace=workspace) as at:
            return await work(at)

    try:
        done = asyncio.run(run())
    except Refusal as refusal:
        click.echo(refusal.why, err=True)
        done = False
    except aiohttp.ClientError as fault:
        refuse(f"ONUS_CLOCK_URL: nobody tells the time there ({fault}).")
    sys.exit(0 if done else FINDING)


async def _notify(at: Here, *, number: int, line: str, anyway: str, yes: bool) -> bool:
    shown = await at.act(lambda turn: _draft(at, turn, number, line))
    click.echo(plain(shown.message.text))
    if shown.notice is None:
        return True
    notice_id, reason = shown.notice.id, f" anyway “{anyway}”" if anyway else ""
    if not await _sure(yes=yes):
        await at.act(lambda turn: at.types(turn, f"INC-{number} discard {notice_id}"))
        click.echo("Nothing was sent.")
        return True
    confirm = f"INC-{number} confirm {notice_id}{reason}"
    return await _go(at, number, notice_id, confirm)


async def _approve(at: Here, *, notice_id: str, yes: bool) -> bool:
    proposal = await at.act(lambda turn: _proposal(turn, notice_id))
    number = proposal.incident
    message = await at.act(lambda turn: at.types(turn, f"INC-{number} approve-notice"))
    click.echo(plain(message.text))
    if not await _sure(yes=yes):
        click.echo("Nothing was sent: it waits still.")
        return True
    line = f"INC-{number} approve-notice {notice_id} words {mark_of(proposal.digest)}"
    return await _go(at, number, notice_id, line)


async def _draft(at: Here, turn: Turn, number: int, line: str) -> Shown:
    """Draft it; whatever an earlier line drafted and nobody sent is not what is shown."""
    incident = await _incident(turn, number)
    message = await at.types(turn, f"{incident.name} {line}")
    by = turn.person.user_id
    latest = await outages.latest_draft(turn.tx, turn.office.id, number, by=by)
    return Shown(message, latest if latest and latest.drafted_at == turn.now else None)


async def _go(at: Here, number: int, notice_id: str, line: str) -> bool:
    """Carry out the line that has it leave, and use every way; return whether all are reached."""
    notice = await at.act(lambda turn: _decide(at, turn, number, notice_id, line))
    if notice.state == "proposed":
        click.echo(f"It waits for a second person. Theirs to type: onus approve {notice.id} --by …")
        return True
    letters = await send_letters(at, notice_id)
    for copy in letters:
        click.echo(f"{copy.customer} {way_to(copy.way, copy.address)}: {_fate(copy)}")
    by_letter = {copy.customer for copy in letters}
    if only := [name for name in _names(notice) if name not in by_letter]:
        click.echo(f"Only in Slack, once `onus run` reaches that: {', '.join(only)}. Call them.")
    return all(copy.fate in (Fate.DELIVERED, Fate.DROPPED) for copy in letters)


async def _decide(at: Here, turn: Turn, number: int, notice_id: str, line: str) -> Notice:
    incident = await _incident(turn, number)
    await at.types(turn, line)
    await at.tell(turn, incident)
    notice = await outages.get_notice(turn.tx, turn.office.id, notice_id)
    assert notice, "a notice is never deleted"
    if notice.state == "queued":
        await reach_now(turn, notice)
    return notice


async def _incident(turn: Turn, number: int) -> Incident:
    found = await incidents.get(turn.tx, turn.office.id, number, viewer=turn.person)
    if found is None:
        raise NoticeLineError(f"There is no INC-{number} that you can see.")
    return found


async def _proposal(turn: Turn, notice_id: str) -> NoticeProposal:
    found = await notice_proposals.get(turn.tx, turn.office.id, notice_id)
    if found is None:
        raise NoticeLineError("No such notice waits: it was decided on, or has expired.")
    return found


async def _sure(*, yes: bool) -> bool:
    """Ask, where somebody can answer; else only --yes sends."""
    if yes:
        return True
    if not sys.stdin.isatty():
        click.echo("Add --yes to send it.", err=True)
        return False
    return await asyncio.to_thread(click.confirm, "Send exactly this?")


def _names(notice: Notice) -> list[str]:
    return list(dict.fromkeys(one.name for one in notice.recipients))


def _fate(copy: Copy) -> str:
    return _FATES.get(copy.fate) or f"failed: {copy.error}"
