"""The button that says an answer is wrong: question, answer and words go to the admins."""

from domain.catalog import Answer
from domain.facts import Fact, FactKind
from domain.people import Act, Right
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import plain
from handlers.kit.turn import Turn
from handlers.whoowns import other_words
from handlers.whoowns.look_up import the_cell
from handlers.whoowns.words import place
from storage import outbox, questions
from storage.questions import Dispute


class NoWordsError(Refusal):
    """Nothing is said of what is wrong."""


def wrong_form(request: Request) -> Block:
    """Return the form that asks what is wrong."""
    asked = blocks.text_input(
        "text", "What is wrong?", long=True, hint="Our contract says that we patch it."
    )
    return form(request, "This is wrong", asked, submit="Send")


async def dispute(turn: Turn, request: Request) -> InternalMessage:
    """Keep what is said to be wrong, with the answer as it was given, and have admins read it."""
    if not request.text.strip():
        raise NoWordsError("Say what is wrong, in a word or two.", field="text")
    question = plain(request.raw)
    cell, _ = await the_cell(turn, question)
    answer = _told(cell)
    by = turn.person.user_id
    said = Dispute(question, answer, request.text, by, turn.now)
    await questions.dispute(turn.tx, turn.office.id, said)
    told = {"question": question, "answer": answer, "words": request.text}
    turn.record(Fact(FactKind.ANSWER_DISPUTED, by, happened_at=turn.now, data=told))
    for admin in turn.staff.holders(Right.ADMIN):
        await outbox.direct(
            turn.tx,
            turn.office.id,
            user_id=admin,
            message=other_words.disputed(said),
            now=turn.now,
        )
    return other_words.kept()


def _told(answer: Answer) -> str:
    return (
        f"{answer.party}: {answer.layer.label} under {place(answer)}, matrix {answer.matrix} "
        f"version {answer.version}"
    )


VERB = Verb(
    name="wrong-answer",
    usage="<question>",
    summary="say by a form what is wrong with an answer",
    right=Act.SHARE,
    do=dispute,
    form=wrong_form,
    takes_over=True,
    hidden=True,
)
