"""The answer to one cell: for who asked, for a channel, for a customer, and by every source."""

from collections.abc import Sequence

from domain.catalog import Answer, OtherView
from domain.matrix import Party
from domain.wording import owner_line
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.mrkdwn import clip, escape, mention
from handlers.whoowns.words import (
    TAKES_PRECEDENCE,
    carried,
    cell_line,
    layer_title,
    owner,
    place,
    source_line,
    source_name,
)

Contacts = Sequence[tuple[str, str]]
"""What each contact is for, and who it is."""


def for_outsider(answer: Answer, *, as_of: str, side: str) -> InternalMessage:
    """Answer one cell: owner, what each side does, what others say, the source, what to see next.

    as_of: the date as it was typed, for the buttons.
    """
    return _answered(answer, (_told(answer, side),), _to_see(answer, as_of))


def for_colleague(
    answer: Answer, contacts: Contacts, *, question: str, as_of: str, side: str
) -> InternalMessage:
    """Answer the same with whom to contact, and with what only a colleague can do."""
    lines = (_told(answer, side), *(_contact(*one) for one in contacts))
    return _answered(answer, lines, _to_do(answer, carried(question, answer, as_of), as_of))


def _answered(answer: Answer, lines: Sequence[str], buttons: Sequence[Block]) -> InternalMessage:
    text, source = "\n".join(lines), source_line(answer)
    shown = (blocks.section(text), blocks.context(source), blocks.actions(*buttons))
    return InternalMessage(f"{text}\n{source}", shown)


def _contact(about: str, whom: str) -> str:
    return f":bust_in_silhouette: Contact for {escape(about)}: {escape(whom)}"


def in_channel(answer: Answer, *, question: str, side: str, by: str) -> InternalMessage:
    """Show the same answer to a channel, with who shared it and what was asked."""
    text = _told(answer, side)
    footer = f"{source_line(answer)}\n{mention(by)} asked: {clip(escape(question), 300)}"
    return InternalMessage(f"{text}\n{footer}", (blocks.section(text), blocks.context(footer)))


def shared(channel_id: str) -> InternalMessage:
    """Tell who shared it."""
    return InternalMessage(f"Shared in <#{channel_id}>.")


def for_customer(answer: Answer, *, question: str, as_of: str) -> InternalMessage:
    """Offer a text to copy: no word of ours, none of Onus, nothing to click."""
    text = f"Copy this for the customer:\n```{escape(_outside(answer)).replace('```', '')}```"
    back = button("Back to the answer", command="whoowns", line=carried(question, answer, as_of))
    return InternalMessage(text, (blocks.section(text), blocks.actions(back)))


def by_source(answer: Answer, views: Sequence[OtherView]) -> InternalMessage:
    """Show what each source of the provider says of the cell, the active one first."""
    first = f"*{layer_title(answer)} under {place(answer)}: what each source says*"
    lines = [_view(view) for view in views] or [f"None of {owner(answer)}'s sources speaks of it."]
    text = "\n".join([first, *lines])
    footer = f"One source answers, the others are shown: never merged. {TAKES_PRECEDENCE}"
    shown = (blocks.section(text), blocks.context(footer))
    return InternalMessage(f"{text}\n{footer}", shown)


def _told(answer: Answer, side: str) -> str:
    lines = (
        f"*{owner_line(answer.party, side=side, owner=owner(answer))}*",
        f"{layer_title(answer)} under {place(answer)}",
        *_duties(answer),
        *((f"In the source: “{escape(answer.citation)}”",) if answer.citation else ()),
        *(escape(note) for note in answer.notes),
        *((_differing(answer),) if answer.differing else ()),
    )
    return "\n".join(lines)


def _duties(answer: Answer) -> tuple[str, ...]:
    if answer.customer_duty is None or answer.provider_duty is None:
        return ()
    return (
        f"*Customer:* {escape(answer.customer_duty)}",
        f"*Provider:* {escape(answer.provider_duty)}",
    )


def _differing(answer: Answer) -> str:
    others = "; ".join(_view(view) for view in answer.differing)
    return f":left_right_arrow: Sources differ. {others}"


def _view(view: OtherView) -> str:
    doubt = "" if view.verified else " (not verified)"
    note = f" {escape(view.note)}" if view.note else ""
    return f"*{view.party}*{doubt}: {source_name(view.source)}.{note}"


def _to_see(answer: Answer, as_of: str) -> list[Block]:
    whole_row = f"{answer.layer}, {answer.provider} {as_of}".strip()
    row = button("Whole row", command="whoowns", line=whole_row)
    sources = button("All sources", command="whoowns", line=f"sources {cell_line(answer, as_of)}")
    return [row, *([sources] if answer.differing else [])]


def _to_do(answer: Answer, question: str, as_of: str) -> list[Block]:
    return [
        button("Share in channel", command="whoowns", line=f"share-answer {question}"),
        button("Copy for the customer", command="whoowns", line=f"copy-answer {question}"),
        *_to_see(answer, as_of),
        button("Open an incident on it", command="incident", line=_incident_line(answer)),
        button("This is wrong", command="whoowns", line=f"wrong-answer {question}"),
    ]


def _incident_line(answer: Answer) -> str:
    line = f"open-on layer {answer.layer} model {answer.column}"
    return f"{line} services {answer.service}" if answer.service else line


_OUTSIDE = {
    Party.CUSTOMER: "the customer is responsible, not the provider",
    Party.PROVIDER: "the provider is responsible, not the customer",
    Party.SHARED: "customer and provider share the responsibility",
    Party.DEPENDS: "it depends on a choice that the source names",
}


def _outside(answer: Answer) -> str:
    if answer.party is None or answer.source is None:
        return f"{layer_title(answer)} under {place(answer)}: no source says whose this is."
    source = answer.source
    named = ", ".join(filter(None, (source.title, source.edition, source.address)))
    unverified = "" if answer.verified else " (not verified)"
    return "\n".join(
        (
            f"{layer_title(answer)} under {place(answer)}: {_OUTSIDE[answer.party]}.",
            f"The customer's part: {answer.customer_duty}",
            f"The provider's part: {answer.provider_duty}",
            f"Source: {named}{unverified}. {TAKES_PRECEDENCE}",
        )
    )
