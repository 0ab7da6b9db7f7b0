"""What follows an event of a maintenance: customers read it, colleagues too, the next is set."""

from datetime import datetime

from domain import maintenance as decide
from domain.customers import Recipient
from domain.facts import Fact, FactKind, Value
from domain.maintenance import Event, Maintenance
from domain.words import InternalMessage, PublicMessage, Variant
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.telling import told as sentence
from handlers.kit.turn import Turn
from storage import maintenances, outbox, outward, timers
from storage.timers import Timer

MAINTENANCE = "maintenance"
_FACTS = {
    Event.SCHEDULED: FactKind.MAINTENANCE_SCHEDULED,
    Event.MOVED: FactKind.MAINTENANCE_MOVED,
    Event.CANCELLED: FactKind.MAINTENANCE_CANCELLED,
    Event.REMINDED: FactKind.MAINTENANCE_REMINDED,
    Event.BEGUN: FactKind.MAINTENANCE_BEGUN,
    Event.VERIFYING: FactKind.MAINTENANCE_VERIFYING,
    Event.COMPLETED: FactKind.MAINTENANCE_COMPLETED,
    Event.OVERDUE: FactKind.MAINTENANCE_OVERDUE,
    Event.ASKED: FactKind.MAINTENANCE_ASKED,
}
_OFFERED = (Event.BEGUN, Event.VERIFYING, Event.OVERDUE, Event.ASKED)


def ways_on(plan: Maintenance) -> Block:
    """Return what can be done about one that runs."""
    made = [
        button("Completed", command="maintenance", line=f"complete {plan.reference}"),
        button("Needs longer…", command="maintenance", line=f"longer {plan.reference}"),
    ]
    if plan.stage is decide.Stage.IN_PROGRESS:
        line = f"verify {plan.reference}"
        made.insert(0, button("Done, verifying", command="maintenance", line=line))
    return blocks.actions(*made)


async def post(  # keyword-only, the particulars of what customers read
    turn: Turn,
    plan: Maintenance,
    message: PublicMessage,
    own: tuple[Variant, ...],
    recipients: tuple[Recipient, ...],
    *,
    promised_at: datetime | None = None,
) -> None:
    """Queue it for each reader, in Slack in the maintenance's thread."""
    roots = await maintenances.roots(turn.tx, turn.office.id, plan.reference)
    for recipient in recipients:
        theirs = (one.message for one in own if recipient.customer_id in one.customers)
        await outward.planned(
            turn.tx,
            plan,
            recipient=recipient,
            message=next(theirs, message),
            reply_to=roots.get(recipient.channel_id),
            now=turn.now,
            promised_at=promised_at,
        )


async def put_down(turn: Turn, plan: Maintenance, event: Event, *, names: list[str]) -> str:
    """Record what happened, say it where colleagues follow it, and set what is due next.

    Returns the delivery id of what colleagues read.
    """
    data: dict[str, Value] = {
        "reference": plan.reference,
        "title": plan.title.words,
        "starts_at": plan.starts_at.isoformat(),
        "ends_at": plan.ends_at.isoformat(),
        "customers": names,
        "owner": plan.owner,
    }
    fact = Fact(_FACTS[event], turn.person.user_id, turn.now, data=data)
    turn.record(fact)
    await _set_timer(turn, plan)
    return await tell(turn, plan, sentence(fact), *([ways_on(plan)] if event in _OFFERED else []))


async def tell(turn: Turn, plan: Maintenance, text: str, *more: Block) -> str:
    """Say something in the thread where colleagues follow it; what is said first begins that."""
    return await outbox.post(
        turn.tx,
        turn.office.id,
        channel_id=plan.channel_id,
        message=InternalMessage(text, (blocks.section(text), *more)),
        now=turn.now,
        reply_to=plan.post_id or None,
    )


async def _set_timer(turn: Turn, plan: Maintenance) -> None:
    key = f"{MAINTENANCE}:{plan.reference}"
    due_at = decide.rings_at(plan, now=turn.now)
    if due_at is None:
        await timers.clear(turn.tx, turn.office.id, key)
        return
    timer = Timer(
        workspace_id=turn.office.id,
        key=key,
        kind=MAINTENANCE,
        due_at=due_at,
        body={"reference": plan.reference},
    )
    await timers.put(turn.tx, timer)
