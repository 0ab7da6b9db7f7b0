"""Answers of many cells: rows, columns, the whole matrix, two of them side by side.

Each is a native table; the text beside it holds all of it, for screen readers and for a Slack
that refuses the table.
"""

from collections.abc import Sequence

from domain.catalog import Answer
from domain.matrix import BASIC_MODELS
from domain.refusal import Choice
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.whoowns.words import (
    EXAMPLES,
    cell_line,
    layer_title,
    owner_word,
    place,
    provider_title,
    sources_line,
)

Answers = Sequence[Answer]


def row(answers: Answers, *, side: str, as_of: str) -> InternalMessage:
    """Answer one layer under every model, with a button for each answer."""
    first = f"*{layer_title(answers[0])} ({provider_title(answers[0].provider)})*"
    table = [(one.model.label, owner_word(one, side=side)) for one in answers]
    each = [Choice(one.model.label, cell_line(one, as_of)) for one in answers]
    return _table(
        first,
        [("Service model", "Responsible"), *table],
        [f"{model}: *{word}*" for model, word in table],
        sources_line(answers),
        blocks.choices(each, command="whoowns"),
    )


def column(answers: Answers, *, side: str) -> InternalMessage:
    """Answer one model or service, layer by layer."""
    table = [(one.layer.label, owner_word(one, side=side)) for one in answers]
    return _table(
        f"*Everything under {place(answers[0])}*",
        [("Layer", "Responsible"), *table],
        [f"{layer}: *{word}*" for layer, word in table],
        sources_line(answers),
    )


def whole(rows: Sequence[Answers], *, side: str) -> InternalMessage:
    """Show a provider's whole matrix, with what else can be asked."""
    head = ("Layer", *(model.label for model in BASIC_MODELS))
    table = [(line[0].layer.label, *(owner_word(one, side=side) for one in line)) for line in rows]
    sources = sources_line(one for line in rows for one in line)
    return _table(
        f"*Who is responsible for what ({provider_title(rows[0][0].provider)})*",
        [head, *table],
        [" · ".join(line) for line in (head, *table)],
        f"{sources}\nAsk for one cell, a layer or a model: {EXAMPLES}",
    )


def columns_beside(left: Answers, right: Answers, *, side: str) -> InternalMessage:
    """Show two models or services side by side, and where they differ."""
    names = (place(left[0]), place(right[0]))
    table = [
        (
            one.layer.label,
            owner_word(one, side=side),
            owner_word(other, side=side),
            _mark(one, other),
        )
        for one, other in zip(left, right, strict=True)
    ]
    return _table(
        f"*{names[0]} beside {names[1]}*",
        [("Layer", *names, "Differs"), *table],
        [
            f"{layer}: *{one}* · *{other}*{mark and ' · differs'}"
            for layer, one, other, mark in table
        ],
        sources_line((*left, *right)),
    )


def providers_beside(left: Sequence[Answers], right: Sequence[Answers]) -> InternalMessage:
    """Show two providers' matrices in one: both parties where they differ, else the one."""
    names = [provider_title(side[0][0].provider) for side in (left, right)]
    head = ("Layer", *(model.label for model in BASIC_MODELS))
    table = [
        (
            ours[0].layer.label,
            *(_both(one, other) for one, other in zip(ours, theirs, strict=True)),
        )
        for ours, theirs in zip(left, right, strict=True)
    ]
    every = [one for line in (*left, *right) for one in line]
    return _table(
        f"*{names[0]} beside {names[1]}*",
        [head, *table],
        [" · ".join(line) for line in (head, *table)],
        f"Where they differ: {names[0]} / {names[1]}.\n{sources_line(every)}",
    )


def _table(
    title: str,
    table: Sequence[Sequence[str]],
    lines: Sequence[str],
    footer: str,
    *more: Block,
) -> InternalMessage:
    shown = (blocks.section(title), blocks.table(table), blocks.context(footer), *more)
    return InternalMessage("\n".join((title, *lines, footer)), shown)


def _mark(one: Answer, other: Answer) -> str:
    return "" if one.party is other.party else "yes"


def _both(one: Answer, other: Answer) -> str:
    words = [owner_word(each, side="both") for each in (one, other)]
    return max(words, key=len) if one.party is other.party else " / ".join(words)
