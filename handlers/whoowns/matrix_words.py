"""What is said of an organisation's own matrices: faults, differences, proposals, versions."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.catalog import Catalog
from domain.matrix import Matrix
from domain.matrix_diff import Difference
from domain.matrix_file import Fault
from domain.matrix_proposal import Proposal
from domain.own_matrix import Activation, Version
from domain.seen import mark_of
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import TEXT_LIMIT, Block, button
from handlers.kit.mrkdwn import clip, escape, mention, utc_day

_PARAGRAPHS = 40
_NAMED = 60


def faulty(name: str, faults: Sequence[Fault]) -> InternalMessage:
    """Tell every fault of a file, a line each."""
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    head = f":warning: “{escape(name[:_NAMED])}” has {count}, so nothing was imported."
    lines = [f"• `{_code(fault.path)}`{_line(fault)}: {escape(fault.message)}" for fault in faults]
    foot = "Mend the file, and choose it again: `/whoowns import`"
    text = "\n".join((head, *lines, foot))
    shown = (
        blocks.section(head),
        *_paragraphs(lines),
        blocks.context(foot),
    )
    return InternalMessage(clip(text, TEXT_LIMIT), shown)


def proposal(
    before: Matrix,
    after: Matrix,
    found: Sequence[Difference],
    *,
    active_from: datetime | None,
    digest: str,
    by: str,
    admins: Sequence[str],
) -> InternalMessage:
    """Show what would change, cell by cell, with the buttons that decide on exactly this."""
    others = [mention(admin) for admin in admins if admin != by]
    whom = f"{' or '.join(others)} approves it." if others else "There is no second admin."
    head = (
        f":scroll: {mention(by)} proposes that *{after.name}* answers for {after.provider}"
        f"{_start(active_from)} in place of {before.name}. {whom}"
    )
    lines = [_difference(one) for one in found] or ["No cell, name or contact differs."]
    buttons = _buttons(after, digest, alone=not others)
    text = "\n".join((head, *lines))
    shown = (blocks.section(head), *_paragraphs(lines), buttons)
    return InternalMessage(clip(text, TEXT_LIMIT), shown)


def waits(matrix: Matrix, channel_id: str, *, alone: bool) -> InternalMessage:
    """Tell the proposer where it is decided, and by whom."""
    who = (
        "You are the only admin: go alone there, with a reason, or make somebody one first: "
        "`/incident grant admin @bob`."
        if alone
        else "Another admin approves it there."
    )
    return InternalMessage(
        f"*{matrix.name}* is checked and kept. What would change is in <#{channel_id}>. {who}"
    )


def answers_already(matrix: Matrix) -> InternalMessage:
    """Say that nothing would change."""
    return InternalMessage(f"*{matrix.name}* is what answers for {matrix.provider} already.")


def answers_now(matrix: Matrix, proposal: Proposal, *, by: str, reason: str) -> InternalMessage:
    """Say from whom and by whom."""
    how = (
        f"{mention(by)} went alone: {clip(escape(reason), 1000)}"
        if reason
        else f"{mention(proposal.proposed_by)} proposed it, {mention(by)} approved it."
    )
    start = _start(proposal.active_from) or " from now on"
    return InternalMessage(
        f":white_check_mark: *{matrix.name}* answers for {matrix.provider}{start}. {how}"
    )


def declined(matrix: Matrix, *, by: str, reason: str) -> InternalMessage:
    """Say that it stays as it was."""
    return InternalMessage(
        f":no_entry: {mention(by)} declined that *{matrix.name}* answers: "
        f"{clip(escape(reason), 1000)}"
    )


def versions(
    known: Sequence[Version], activations: Sequence[Activation], catalog: Catalog
) -> InternalMessage:
    """List the versions by provider, what answers first marked, with its story."""
    lines = [_version(one, activations, catalog) for one in known]
    foot = "Have another one answer: `/whoowns activate azure-2026`. Bring one: `/whoowns import`"
    text = "\n".join((*lines, foot))
    shown = (*_paragraphs(lines), blocks.context(foot))
    return InternalMessage(clip(text, TEXT_LIMIT), shown)


def _start(active_from: datetime | None) -> str:
    return f" from {utc_day(active_from)} on" if active_from else ""


def _paragraphs(lines: Sequence[str]) -> list[Block]:
    return [blocks.section(page) for page in blocks.pages(lines)[:_PARAGRAPHS] if page]


def _version(one: Version, activations: Sequence[Activation], catalog: Catalog) -> str:
    matrix = one.matrix
    first = catalog.active(matrix.provider) == matrix
    mark = ":large_green_circle: " if first else ""
    told = [f"{mark}*{matrix.name}* ({matrix.provider})", *_story(one, activations)]
    return ", ".join(told)


def _story(one: Version, activations: Sequence[Activation]) -> Iterator[str]:
    if one.imported_by and one.imported_at:
        yield f"imported by {mention(one.imported_by)}, {utc_day(one.imported_at)}"
    for each in activations:
        if (each.matrix_id, each.version) == (one.matrix.id, one.matrix.version):
            yield f"answers from {utc_day(each.active_from)} by {mention(each.activated_by)}"


def _buttons(matrix: Matrix, digest: str, *, alone: bool) -> Block:
    plan = f"{matrix.name} plan {mark_of(digest)}"
    label, verb = ("Activate alone", "activate-alone") if alone else ("Approve", "approve-matrix")
    return blocks.actions(
        button(label, command="whoowns", line=f"{verb} {plan}", style="primary"),
        button("Decline", command="whoowns", line=f"decline-matrix {plan}"),
    )


def _difference(one: Difference) -> str:
    before, after = (_value(value) for value in (one.before, one.after))
    return f"`{_code(one.path)}`: {before} → {after}"


def _value(value: str | None) -> str:
    return "nothing" if value is None else clip(escape(value), 300)


def _line(fault: Fault) -> str:
    return f" (line {fault.line})" if fault.line else ""


def _code(text: str) -> str:
    return escape(text.replace("`", "'"))
