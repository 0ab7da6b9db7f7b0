"""`/incident freeze` and `thaw`: no word of an incident goes to customers until it is thawed."""

from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.outage import OutageError
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import mention, utc
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.notices.promise import await_update
from storage import freezes, outages, outward
from storage.freezes import Freeze


def frozen(incident: Incident, *, queued: int) -> InternalMessage:
    """Tell what the freeze does, and how it ends."""
    waiting = f" {queued} on the way {'are' if queued > 1 else 'is'} held back." if queued else ""
    text = (
        f"Nothing of {incident.name} goes to customers now, holding statements neither.{waiting} "
        "A promise that passes meanwhile is broken; what is overdue goes as soon as you thaw it."
    )
    thaw = button("Thaw", command="incident", line=f"{incident.name} thaw")
    return InternalMessage(text, (blocks.section(text), blocks.actions(thaw)))


def thawed(incident: Incident, *, queued: int, overdue: bool) -> InternalMessage:
    """Tell what goes out now."""
    parts = [f"Words of {incident.name} go to customers again."]
    if queued:
        parts.append(
            f"{queued} that {'were' if queued > 1 else 'was'} held back now {_go(queued)}."
        )
    if overdue:
        parts.append("The promised update is overdue: a holding statement goes now.")
    return InternalMessage(" ".join(parts))


def freeze_form(request: Request) -> Block:
    """Return the form that asks for the reason."""
    return form(request, "Freeze", blocks.text_input("text", "Why?"), submit="Freeze")


async def freeze(turn: Turn, request: Request) -> InternalMessage:
    """Hold back every word to customers."""
    incident = await which(turn, request)
    if not request.text:
        raise OutageError("Freezing needs a reason, for whoever finds it frozen.", field="text")
    if known := await freezes.get(turn.tx, turn.office.id, incident.number):
        raise is_frozen(incident, known)
    by = turn.person.user_id
    await freezes.put(turn.tx, Freeze(turn.office.id, incident.number, request.text, by, turn.now))
    queued = await outward.hold_notices(turn.tx, turn.office.id, incident.number)
    data = {"reason": request.text}
    await turn.tell(incident, Fact(FactKind.FROZEN, by, turn.now, incident.number, data))
    return frozen(incident, queued=queued)


async def thaw(turn: Turn, request: Request) -> InternalMessage:
    """Let words go again; what is overdue goes at once."""
    incident = await which(turn, request)
    known = await freezes.get(turn.tx, turn.office.id, incident.number)
    if known is None:
        raise OutageError(f"{incident.name} is not frozen.", instead=("/incident status",))
    await freezes.remove(turn.tx, known)
    queued = await outward.release_notices(turn.tx, turn.office.id, incident.number)
    overdue = False
    for outage in await outages.of_incident(turn.tx, turn.office.id, incident.number):
        await await_update(turn, outage)
        overdue |= bool(outage.awaited_at and outage.awaited_at <= turn.now)
    by = turn.person.user_id
    await turn.tell(incident, Fact(FactKind.THAWED, by, turn.now, incident.number))
    return thawed(incident, queued=queued, overdue=overdue)


async def refuse_frozen(turn: Turn, incident: Incident) -> None:
    """Refuse where nothing of the incident may go to customers."""
    if known := await freezes.get(turn.tx, turn.office.id, incident.number):
        raise is_frozen(incident, known)


def is_frozen(incident: Incident, known: Freeze) -> OutageError:
    """Say who froze it, when, and why."""
    return OutageError(
        f"Words to customers are frozen since {utc(known.frozen_at)} by "
        f"{mention(known.frozen_by)}: {known.reason}",
        instead=(f"/incident {incident.name} thaw",),
    )


def _go(count: int) -> str:
    return "go" if count > 1 else "goes"


FREEZE = Verb(
    name="freeze",
    usage="<reason>",
    summary="stop every word to customers, holding statements too, until it is thawed",
    right=Act.TELL,
    do=freeze,
    form=freeze_form,
)
THAW = Verb(
    name="thaw",
    usage="",
    summary="let words go to customers again; what is overdue goes at once",
    right=Act.TELL,
    do=thaw,
    synonyms=("unfreeze",),
)
