"""The preview: exactly what will go, to whom, and which of its words belong inside."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.customers import Recipient
from domain.notice_proposal import NEVER_ALONE, NoticeProposal
from domain.outage import AT_ONCE, NoticeKind
from domain.seen import mark_of
from domain.ways import Way
from domain.words import Checked, InternalMessage, Variant
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.mrkdwn import echo, escape, utc, way_to
from handlers.kit.turn import Turn
from storage.outages import Notice

_OWN_SHOWN = 5  # a message has 50 blocks

_PROMISE_NOTHING = {
    NoticeKind.CLEARED: "What the others were promised stays promised",
    NoticeKind.REVIEW: "It promises no further message",
    NoticeKind.ADVISORY: "It promises no further message",
}


def preview(
    notice: Notice,
    *,
    timezone: str,
    checked: Checked | None = None,
    without: Sequence[str] = (),
) -> InternalMessage:
    """Show exactly what will go, and to whom; the times as their typist meant them.

    checked: the words that somebody wrote, with what was found in them. without: the names of
    customers whom it concerns, and who are told nothing.
    """
    top = f"*Preview: not sent yet.* It goes to {named(notice.recipients)}."
    if without:
        top += f" *It is withheld from {escape(', '.join(without))}.*"
    tops = [top, *_amends(notice), *_finds(notice, checked), *_faults(notice), *_quiet(notice)]
    times = meant(notice, timezone=timezone)
    return _shown(notice, tops, end=times, way_on=_how_to_send(notice), buttons=_buttons(notice))


def to_approve(proposal: NoticeProposal, notice: Notice, *, asks: str) -> InternalMessage:
    """Show a second person exactly what would go, and to whom; asks: who asks them."""
    top = f"{asks}\nIt goes to {named(notice.recipients)}."
    silent = "It only edits: nothing is posted anew. " if proposal.quietly else ""
    line = _approval(proposal)
    way_on = f"{silent}Whoever approves has it sent: `/incident {line}`"
    buttons = [
        _button("Approve and send", line, style="primary"),
        _button("Decline", f"{_named(notice)} decline-notice"),
    ]
    if proposal.kind not in NEVER_ALONE:
        buttons.append(_button("Send alone", f"{_named(notice)} send-alone", style="danger"))
    tops = [top, *_amends(notice), *_quiet(notice)]
    return _shown(notice, tops, end=way_on, way_on="", buttons=buttons)


def _shown(
    notice: Notice, tops: list[str], *, end: str, way_on: str, buttons: list[Block]
) -> InternalMessage:
    """Show what customers would read between what is said above and below of it."""
    return InternalMessage(
        "\n".join(filter(None, (*tops, *_texts(notice), end, way_on))),
        (
            *(blocks.section(part) for part in tops),
            blocks.divider(),
            *notice.message.blocks,
            *_own(notice),
            blocks.divider(),
            blocks.context(end),
            blocks.actions(*buttons),
        ),
    )


def _texts(notice: Notice) -> Iterator[str]:
    yield notice.message.text
    for one in notice.own:
        yield f"{_reads(notice, one)}\n{one.message.text}"


def _own(notice: Notice) -> Iterator[Mapping[str, Any]]:
    """Give what those customers read who have words of their own."""
    for one in notice.own[:_OWN_SHOWN]:
        yield blocks.divider()
        yield blocks.context(_reads(notice, one))
        yield from one.message.blocks
    if more := notice.own[_OWN_SHOWN:]:
        names = "; ".join(_readers(notice, one) for one in more)
        yield blocks.context(f"In words of their own, for which there is no room here: {names}")


def _reads(notice: Notice, variant: Variant) -> str:
    return f"In words of their own, by template: {_readers(notice, variant)}"


def _readers(notice: Notice, variant: Variant) -> str:
    to = (one.name for one in notice.recipients if one.customer_id in variant.customers)
    return escape(", ".join(dict.fromkeys(to)))


def _quiet(notice: Notice) -> tuple[str, ...]:
    """Say who reads none of it now."""
    if not notice.quiet:
        return ()
    who = escape(", ".join(notice.quiet))
    return (f":zzz: Quiet hours: {who}. Then how things stand is told, in one message.",)


def _faults(notice: Notice) -> tuple[str, ...]:
    if not notice.faults:
        return ()
    told = escape("; ".join(notice.faults))
    return (f":warning: A template fails, so the built-in words go: {told}",)


def meant(notice: Notice, *, timezone: str) -> str:
    """Say what the notice commits to, and what of it stays inside."""
    change, now = notice.change, notice.drafted_at
    parts = []
    if change.estimate:
        parts.append(f"Estimate: {echo(change.estimate, now=now, timezone=timezone)}")
    parts.append(_promises(notice, timezone))
    if notice.kind is NoticeKind.UPDATE and change.next_step is None:
        parts.append("It does not say what you do next: `next-step …` does")
    if change.reason:
        parts.append(f"The reason stays inside: {escape(change.reason)}")
    return ". ".join(parts) + "."


def _promises(notice: Notice, timezone: str) -> str:
    if notice.corrects:
        return "What customers were promised stays promised"
    if notice.kind in _PROMISE_NOTHING:
        return _PROMISE_NOTHING[notice.kind]
    if due := notice.change.next_update_at:
        by = echo(due, now=notice.drafted_at, timezone=timezone)
        return f"Promised: the next update by {by}; without one, a holding statement goes"
    if notice.kind is NoticeKind.NEWCOMER:
        return "It promises no time, since none is promised to the others"
    return "It ends the promises: no further update is due"


def sent(notice: Notice, turn: Turn) -> InternalMessage:
    """Tell who confirmed, and until when it can be stopped."""
    to = named(notice.recipients)
    if not turn.office.stop_after or notice.corrects or notice.kind in AT_ONCE:
        return InternalMessage(f":loudspeaker: On its way to {to}.")
    seconds = int(turn.office.stop_after.total_seconds())
    text = f":loudspeaker: On its way to {to}: it leaves in {seconds} seconds."
    stop = button(
        "Stop", command="incident", line=f"INC-{notice.incident} stop {notice.id}", style="danger"
    )
    return InternalMessage(text, (blocks.section(text), blocks.actions(stop)))


def named(recipients: tuple[Recipient, ...]) -> str:
    """Name customers with where each reads it."""
    return ", ".join(
        f"{escape(one.name)} {way_to(one.way, one.channel_id or one.address)}" for one in recipients
    )


def marked(checked: Checked) -> str:
    """Return the words with each find marked in its place, in mrkdwn."""
    words, at, parts = checked.text.words, 0, []
    for find in checked.finds:
        found = f"*⟦{escape(words[find.start : find.end])}⟧*"
        parts += [escape(words[at : find.start]), found]
        at = find.end
    return "".join((*parts, escape(words[at:])))


def _finds(notice: Notice, checked: Checked | None) -> tuple[str, ...]:
    if not notice.finds or checked is None:
        return ()
    line = f"/incident INC-{notice.incident} confirm anyway <reason>"
    told = f":warning: *It would tell customers {escape('; '.join(notice.finds))}.*"
    way_on = f"Type it anew in words from outside, or send it with a reason: `{escape(line)}`"
    return ("\n".join((told, marked(checked), way_on)),)


def _amends(notice: Notice) -> tuple[str, ...]:
    if notice.edit is None:
        return ()
    of = f"our message of {utc(notice.change.corrects_at or notice.drafted_at)}"
    if notice.kind is NoticeKind.WITHDRAWAL:
        taken = f"It takes the place of {of} in every channel. Who read it has read it."
        return (f"{taken}{_by_letter(notice)}",)
    anew = f"And this is posted anew, unless you only edit:{_by_letter(notice)}"
    own = (f"{_reads(notice, one)}\n{one.message.text}" for one in notice.own_edits)
    return (f"This takes the place of {of}:", notice.edit.text, *own, anew)


def _by_letter(notice: Notice) -> str:
    """Say what cannot be taken back, where a notice went by other ways than Slack."""
    went = tuple(one for one in notice.recipients if one.way is not Way.SLACK)
    if not went:
        return ""
    return f" E-mail and webhooks cannot be recalled: it is sent after them to {named(went)}."


def _how_to_send(notice: Notice) -> str:
    if notice.finds:
        return "It has no button to send it."
    does = "Ask a second person for it" if notice.by_two else "Send it"
    return f"{does}: `/incident {_named(notice)} confirm {notice.id}`"


def _buttons(notice: Notice) -> list[Block]:
    sending = _asking(notice) if notice.by_two else _sending(notice)
    return [*sending, _button("Discard", f"{_named(notice)} discard {notice.id}")]


def _asking(notice: Notice) -> list[Block]:
    """Return what asks a second person, in place of what sends."""
    line = f"{_named(notice)} confirm {notice.id}"
    if notice.finds:
        return [_button("Ask for approval anyway…", _anyway(notice))]
    made = [_button("Ask for approval", line, style="primary")]
    if notice.kind is NoticeKind.CORRECTION:
        made.append(_button("Ask to edit only: it means the same", f"{line} quietly yes"))
    return made


def _sending(notice: Notice) -> list[Block]:
    line = f"{_named(notice)} confirm {notice.id}"
    count = len({recipient.customer_id for recipient in notice.recipients})
    to = f"{count} customer{'s' if count > 1 else ''}"
    if notice.finds:
        return [_button("Send anyway…", _anyway(notice))]
    if notice.kind is NoticeKind.WITHDRAWAL:
        return [_button(f"Withdraw from {to}", line, style="danger")]
    made = [_button(f"Send to {to}", line, style="primary")]
    if notice.kind is NoticeKind.CORRECTION:
        made.append(_button("Only edit: it means the same", f"{line} quietly yes"))
    return made


def _anyway(notice: Notice) -> str:
    return f"{_named(notice)} confirm-anyway {notice.id}"


def _approval(proposal: NoticeProposal) -> str:
    """Return the line that approves exactly this, bound to what was shown."""
    seen = mark_of(proposal.digest)
    return f"INC-{proposal.incident} approve-notice {proposal.notice_id} words {seen}"


def _named(notice: Notice) -> str:
    return f"INC-{notice.incident}"


def _button(label: str, line: str, *, style: str | None = None) -> Block:
    return button(label, command="incident", line=line, style=style)
