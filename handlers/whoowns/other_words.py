"""What is said where there is no answer: a question back, the nearest words, another place."""

from collections.abc import Sequence

from domain.matrix import BASIC_MODELS, Layer
from domain.refusal import Choice
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.mrkdwn import clip, escape, utc_day
from handlers.whoowns.look_up import Asked
from handlers.whoowns.words import EXAMPLES, label
from storage.questions import Dispute, Unanswered

_CARRIED = 1000


def which(asked: Asked, *, question: str) -> InternalMessage:
    """Ask back: a button for each reading, which answers in place."""
    found = asked.found
    given = [word for word in (found.layer, found.service or found.model, found.provider) if word]
    text = "Which do you mean? The words fit more than one."
    return _offer(text, found.offered, [str(word) for word in given], asked, question)


def unlisted(asked: Asked, *, question: str) -> InternalMessage:
    """Say that a product is not listed, with its possible models as buttons."""
    text = (
        f"“{escape(asked.found.unlisted)}” is no service that I list, so I do not guess. If you "
        "know its service model, press that.\nThe question is kept for whoever looks after the "
        "matrices: a matrix file can add the service."
    )
    return _offer(text, BASIC_MODELS, asked.found.nearest, asked, question)


def nearest(asked: Asked, *, question: str) -> InternalMessage:
    """Say that it is not understood, with the nearest words as buttons."""
    text = (
        "I do not know whose that is: I know layers of a cloud platform under a service model.\n"
        f"Try: {EXAMPLES}\nThe question is kept for whoever looks after the matrices."
    )
    offered = asked.found.nearest or (Layer.HYPERVISOR, Layer.OPERATING_SYSTEM, Layer.DATA)
    return _offer(text, [str(word) for word in offered], [], asked, question)


def in_catalogue(url: str) -> InternalMessage:
    """Point to where the company keeps which team has what."""
    return InternalMessage(
        "I know who is responsible for the layers of a cloud platform. Which team of ours has "
        f"what is in our catalogue: <{url}>"
    )


def gaps(unanswered: Sequence[Unanswered], disputed: Sequence[Dispute]) -> InternalMessage:
    """List what got no answer, most frequent first, with a button on each; and what is wrong."""
    if not unanswered and not disputed:
        return InternalMessage("Every question so far had an answer, and nobody called one wrong.")
    asked = [(_asked(one), _teach(one)) for one in unanswered]
    wrong = [_wrong(one) for one in disputed]
    lines = [
        *(["*Questions without an answer*"] if asked else []),
        *(line for line, _ in asked),
        *(["*Answers said to be wrong*"] if wrong else []),
        *wrong,
    ]
    text = "\n".join(lines)
    if not asked:
        return InternalMessage(text)
    rest = [blocks.section(line) for line in lines[len(asked) + 1 :]]
    return InternalMessage(text, (blocks.section(lines[0]), *blocks.each_with(asked), *rest))


def _asked(one: Unanswered) -> str:
    return f"{one.times} × {_quoted(one.question)}"


def _teach(one: Unanswered) -> Block:
    line = f"alias-of-gap {clip(one.question, _CARRIED)}"
    return button("Add an alias", command="whoowns", line=line)


def _wrong(one: Dispute) -> str:
    return (
        f"{_quoted(one.question)} → {escape(one.answer)}\n<@{one.said_by}>, "
        f"{utc_day(one.said_at)}: {clip(escape(one.words), 300)}"
    )


def disputed(said: Dispute) -> InternalMessage:
    """Tell an admin what is said to be wrong."""
    return InternalMessage(
        f":thinking_face: An answer is said to be wrong.\n{_wrong(said)}\nIf it is, bring another "
        "version of the matrix: `/whoowns import`. All that was said: `/whoowns gaps`"
    )


def kept() -> InternalMessage:
    """Thank who says that an answer is wrong."""
    return InternalMessage(
        "Thank you. Your words went to the admins, who look after the matrices, with the question "
        "and the answer."
    )


def _quoted(question: str) -> str:
    return f"“{clip(escape(question), 150)}”"


def _offer(
    text: str, words: Sequence[str], given: Sequence[str], asked: Asked, question: str
) -> InternalMessage:
    choices = [
        Choice(label(word, asked.catalog), _line((word, *given), asked.dated.words))
        for word in words
    ]
    quoted = f"You asked: {clip(escape(question), 300)}"
    ways = " · ".join(f"`/whoowns {choice.line}`" for choice in choices)
    shown = [blocks.section(text), blocks.context(quoted)]
    if choices:
        shown.append(blocks.choices(choices, command="whoowns"))
    return InternalMessage(f"{text}\n{ways}\n{quoted}", tuple(shown))


def _line(named: Sequence[str], as_of: str) -> str:
    return f"{', '.join(named)} {as_of}".strip()
