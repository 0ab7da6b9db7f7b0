"""A question without an answer: said so, with the nearest words, and kept for the gaps."""

from domain.people import Act
from domain.question.gap import is_inside_a_company
from domain.question.resolution import Outcome
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import clip
from handlers.kit.turn import Turn
from handlers.whoowns import answer, look_up, other_words
from storage import questions

_KEPT = 1000


async def keep(turn: Turn, request: Request) -> InternalMessage:
    """Answer it where the organisation's own words explain it; else count it, and say so."""
    question = request.text
    asked = await look_up.asked(turn, question)
    if asked.found.outcome is not Outcome.UNKNOWN:
        return await answer.answer(turn, request)
    url, ours = turn.office.catalogue_url, is_inside_a_company(question)
    if url and ours and turn.person.colleague:
        return other_words.in_catalogue(url)
    await questions.count(turn.tx, turn.office.id, clip(question, _KEPT), now=turn.now)
    if asked.found.unlisted and not ours:
        return other_words.unlisted(asked, question=question)
    return other_words.nearest(asked, question=question)


VERB = Verb(
    name="unknown",
    usage="<anything>",
    summary="keep a question that has no answer",
    right=Act.ASK,
    do=keep,
    hidden=True,
)
