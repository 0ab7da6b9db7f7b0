"""`/incident review`: draft the post-incident review and post it as a file into the thread."""

from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.people import Act
from domain.refusal import Refusal
from domain.review import ReviewStage
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import mention
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.review.document import document
from handlers.review.formats import read_format, written
from handlers.review.gather import gather
from storage import outbox
from storage.outbox import File


class ReviewError(Refusal):
    """The words name no review."""


def comment(incident: Incident, stage: ReviewStage, *, by: str) -> str:
    """Return what stands above the file."""
    return (
        f"The {stage} review of *{incident.name}*, drafted from the journal for {mention(by)}. "
        "What went well and badly is not in it: people write that with `@onus analysis`."
    )


async def review(turn: Turn, request: Request) -> InternalMessage:
    """Draft the review of the stage that was typed, in the format that was typed."""
    incident = await which(turn, request, closed_too=True)
    stage, form = _stage(request.text), read_format(request.value("format"))
    drafted = await gather(turn.tx, incident)
    content = written(drafted, document(drafted, stage=stage, now=turn.now), form)
    await outbox.file(
        turn.tx,
        turn.office.id,
        channel_id=incident.channel_id,
        reply_to=incident.card_id,
        attached=File(
            f"{incident.name}-review.{form}",
            content,
            comment(incident, stage, by=turn.person.user_id),
        ),
        incident=incident.number,
        now=turn.now,
    )
    data = {"stage": str(stage), "format": form}
    turn.record(Fact(FactKind.REVIEW_POSTED, turn.person.user_id, turn.now, incident.number, data))
    return InternalMessage(
        f"The {stage} review of {incident.name} is on its way into the thread, as a file. Your "
        f"analysis has a part of its own: `/incident {incident.name} analysis`"
    )


def _stage(words: str) -> ReviewStage:
    typed = words.strip().lower() or ReviewStage.PRELIMINARY
    if typed not in list(ReviewStage):
        raise ReviewError(
            f"“{words[:40]}” is no review. There are preliminary and final.",
            instead=("/incident review", "/incident review final"),
        )
    return ReviewStage(typed)


VERB = Verb(
    name="review",
    usage="[final] [format md|html|json]",
    summary="draft the post-incident review from the journal, as a file in the thread",
    right=Act.RESPOND,
    do=review,
    keys=("format",),
    synonyms=("postmortem", "export"),
)
