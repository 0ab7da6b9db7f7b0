"""The texts of an answer: each a pure function of what the catalog or the resolver found."""

from collections.abc import Sequence

from domain.catalog import Answer, builtin_catalog
from domain.matrix import BASIC_MODELS, Layer, Model
from domain.question.resolution import Resolution
from domain.refusal import Choice
from domain.wording import owner_line
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.mrkdwn import clip, escape

_EXAMPLES = "`/whoowns hypervisor iaas` · `/whoowns who patches the guest OS on AKS?` · `/whoowns`"
_TAKES_PRECEDENCE = "Your agreement with the provider takes precedence."


def cell(answer: Answer, *, side: str) -> InternalMessage:
    """Answer one cell: owner, what each side does, the source."""
    lines = (
        f"*{owner_line(answer.party, side=side, owner=_owner(answer))}*",
        f"{_title(answer)}",
        *_duties(answer),
        *(escape(note) for note in answer.notes),
    )
    text = "\n".join(lines)
    source = _source(answer)
    return InternalMessage(f"{text}\n{source}", (blocks.section(text), blocks.context(source)))


def row(answers: Sequence[Answer], *, side: str) -> InternalMessage:
    """Answer one layer under every model."""
    lines = [f"{one.model.label}: *{_owner_word(one, side)}*" for one in answers]
    return _list(f"*{answers[0].layer.label.capitalize()}*", lines, answers[0])


def column(answers: Sequence[Answer], *, side: str) -> InternalMessage:
    """Answer one model or service, layer by layer."""
    lines = [f"{one.layer.label}: *{_owner_word(one, side)}*" for one in answers]
    return _list(f"*Everything under {_place(answers[0])}*", lines, answers[0])


def whole(rows: Sequence[Sequence[Answer]], *, side: str) -> InternalMessage:
    """Show the whole matrix as a table, with help."""
    head = ["Layer", *(model.label for model in BASIC_MODELS)]
    table = [[line[0].layer.label, *(_owner_word(one, side) for one in line)] for line in rows]
    first = "*Who is responsible for what*"
    text = "\n".join([first, " · ".join(head), *(" · ".join(line) for line in table)])
    footer = f"{_source(rows[0][0])}\nAsk for one cell, a layer or a model: {_EXAMPLES}"
    shown = (blocks.section(first), blocks.table([head, *table]), blocks.context(footer))
    return InternalMessage(f"{text}\n{footer}", shown)


def which(found: Resolution, *, question: str) -> InternalMessage:
    """Ask back: a button for each reading, which answers in place."""
    given = [word for word in (found.layer, found.service or found.model) if word]
    if found.provider:
        given.append(found.provider)
    text = "Which do you mean? The words fit more than one."
    return _offer(text, found.candidates, [str(word) for word in given], question)


def nearest(found: Resolution, *, question: str) -> InternalMessage:
    """Say that it is not understood, with the nearest words as buttons."""
    text = (
        "I do not know whose that is: I know layers of a cloud platform under a service model.\n"
        f"Try: {_EXAMPLES}"
    )
    offered = found.nearest or (Layer.HYPERVISOR, Layer.OPERATING_SYSTEM, Layer.DATA)
    return _offer(text, [str(word) for word in offered], [], question)


def _offer(text: str, words: Sequence[str], given: Sequence[str], question: str) -> InternalMessage:
    choices = [Choice(_label(word), " ".join([word, *given])) for word in words]
    asked = f"You asked: {escape(clip(question, 300))}"
    ways = " · ".join(f"`/whoowns {choice.line}`" for choice in choices)
    shown = [blocks.section(text), blocks.context(asked)]
    if choices:
        shown.append(blocks.choices(choices, command="whoowns"))
    return InternalMessage(f"{text}\n{ways}\n{asked}", tuple(shown))


def _label(word: str) -> str:
    services = builtin_catalog().services
    if word in list(Layer):
        return Layer(word).label
    if word in list(Model):
        return Model(word).label
    return services[word][1].title if word in services else word


def _list(title: str, lines: Sequence[str], first: Answer) -> InternalMessage:
    text = "\n".join((title, *lines))
    source = _source(first)
    return InternalMessage(f"{text}\n{source}", (blocks.section(text), blocks.context(source)))


def _title(answer: Answer) -> str:
    return f"{answer.layer.label.capitalize()} under {_place(answer)}"


def _place(answer: Answer) -> str:
    return _label(answer.service or answer.model)


def _duties(answer: Answer) -> tuple[str, ...]:
    if answer.customer_duty is None or answer.provider_duty is None:
        return ()
    return (
        f"*Customer:* {escape(answer.customer_duty)}",
        f"*Provider:* {escape(answer.provider_duty)}",
    )


def _source(answer: Answer) -> str:
    if answer.source is None:
        return _TAKES_PRECEDENCE
    source = answer.source
    title = f"{escape(source.title)}, {escape(source.edition)}"
    where = f"<{source.address}|{title}> ({source.address})" if source.address else title
    verified = "" if answer.verified else " (not verified)"
    return (
        f"Source: {where}{verified}, matrix {answer.matrix} version {answer.version}. "
        f"{_TAKES_PRECEDENCE}"
    )


def _owner_word(answer: Answer, side: str) -> str:
    if answer.party is None:
        return "not stated"
    ours = " (ours)" if answer.party == side else ""
    return f"{answer.party}{ours}"


def _owner(answer: Answer) -> str:
    return builtin_catalog().providers[answer.provider].owner
