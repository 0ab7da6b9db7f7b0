"""The button that shares an answer in the channel where it was asked for."""

from domain.facts import Fact, FactKind
from domain.people import Act
from domain.refusal import Choice, Refusal
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.whoowns import cell_words
from handlers.whoowns.look_up import the_cell
from handlers.whoowns.words import headed
from storage import outbox
from storage.outbox import InternalWordsError


class CannotShareError(Refusal):
    """The answer cannot stand in that channel."""


async def share(turn: Turn, request: Request) -> InternalMessage:
    """Post the answer where it was asked for, in the thread where it was asked for."""
    via, by = request.via, turn.person.user_id
    channel_id = via.address.channel_id
    answer, asked = await the_cell(turn, request.text)
    _check_member(turn, channel_id)
    shown = cell_words.in_channel(answer, question=request.text, side=turn.office.side, by=by)
    try:
        await outbox.post(
            turn.tx,
            turn.office.id,
            channel_id=channel_id,
            message=headed(shown, asked.dated.at),
            thread_ts=via.thread_ts,
            now=turn.now,
        )
    except InternalWordsError:
        raise _of_a_customer(channel_id, request.text) from None
    told = {"channel": channel_id, "question": request.text}
    turn.record(Fact(FactKind.ANSWER_SHARED, by, happened_at=turn.now, data=told))
    return cell_words.shared(channel_id)


def _check_member(turn: Turn, channel_id: str) -> None:
    channel = turn.roster.channels.get(channel_id)
    if channel is None or not channel.member:
        raise CannotShareError(
            "I am not in this channel, so I cannot post here. Invite me, then share it again.",
            instead=("/invite @onus",),
        )


def _of_a_customer(channel_id: str, question: str) -> CannotShareError:
    return CannotShareError(
        f"<#{channel_id}> is a customer's channel, and this answer has words for colleagues. Copy "
        "the customer's text instead, and post it yourself.",
        choices=(Choice("Copy for the customer", f"copy-answer {question}"),),
    )


VERB = Verb(
    name="share-answer",
    usage="<question>",
    summary="post an answer into the channel where it was asked for",
    right=Act.SHARE,
    do=share,
    fresh=True,
    hidden=True,
)
