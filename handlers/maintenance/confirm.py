"""The buttons **Send** and **Discard** under the preview of a maintenance."""

from dataclasses import replace

from domain.maintenance import Event, MaintenanceError, check_window
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.maintenance.draft import named, readers
from handlers.maintenance.follow import post, put_down
from storage import maintenances
from storage.maintenances import Draft


async def confirm(turn: Turn, request: Request) -> InternalMessage:
    """Send exactly what the preview showed, unless something has changed since."""
    draft = await _drafted(turn, request)
    await _check(turn, draft)
    names = list(dict.fromkeys(one.name for one in draft.recipients))
    await post(turn, draft.after, draft.message, draft.own, draft.recipients)
    post_id = await put_down(turn, draft.after, draft.event, names=names)
    if draft.event is Event.SCHEDULED:
        await maintenances.add(turn.tx, replace(draft.after, post_id=post_id))
    else:
        await maintenances.save(turn.tx, draft.after)
    await maintenances.forget(turn.tx, draft)
    return InternalMessage(f":loudspeaker: On its way to {named(draft.recipients)}.")


async def discard(turn: Turn, request: Request) -> InternalMessage:
    """Throw the draft away."""
    await maintenances.forget(turn.tx, await _drafted(turn, request))
    return InternalMessage("Discarded; nothing was sent.")


async def _check(turn: Turn, draft: Draft) -> None:
    """Refuse where the maintenance, its readers or the time are others than was shown."""
    check_window(draft.after, now=turn.now)
    current = await maintenances.get(turn.tx, turn.office.id, draft.after.reference)
    if current and (draft.event is Event.SCHEDULED or current.version != draft.after.version):
        raise MaintenanceError(
            "Customers were told something else since this preview. Type it anew.",
            instead=("/maintenance list",),
        )
    if await readers(turn, draft.after) != draft.recipients:
        raise MaintenanceError("The recipients have changed since this preview. Type it anew.")


async def _drafted(turn: Turn, request: Request) -> Draft:
    draft = await maintenances.drafted(turn.tx, turn.office.id, request.text.strip())
    if draft is None:
        raise MaintenanceError(
            "There is no such preview: it was sent, or thrown away.",
            instead=("/maintenance list",),
        )
    return draft


CONFIRM = Verb(
    name="confirm",
    usage="<preview>",
    summary="send what the preview shows",
    right=Act.TELL,
    do=confirm,
    synonyms=("send",),
)
DISCARD = Verb(
    name="discard",
    usage="<preview>",
    summary="throw the preview away",
    right=Act.TELL,
    do=discard,
    hidden=True,
)
