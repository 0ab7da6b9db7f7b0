"""What customers would read of a maintenance: drafted, and shown exactly as it will go."""

from domain.customers import Recipient, recipients
from domain.maintenance import Event, Maintenance, MaintenanceError
from domain.words import InternalMessage, PublicText
from handlers.kit import blocks
from handlers.kit.blocks import button
from handlers.kit.compose import Worded
from handlers.kit.mrkdwn import echo, escape, way_to
from handlers.kit.turn import Turn
from handlers.maintenance.say import say
from storage import customers, maintenances
from storage.maintenances import Draft
from storage.outbox_rows import new_id


def preview(draft: Draft, words: Worded, *, timezone: str) -> InternalMessage:
    """Show exactly what will go, to whom, and which window it means where its typist is."""
    top = f"*Preview: not sent yet.* It goes to {named(draft.recipients)}."
    faults = [
        f":warning: A template fails, so the built-in words go: {escape(one)}"
        for one in words.faults
    ]
    texts = [draft.message.text, *(one.message.text for one in draft.own)]
    means = _window(draft, timezone)
    line = f"confirm {draft.id}"
    shown = (block for one in draft.own for block in (blocks.divider(), *one.message.blocks))
    send = button("Send", command="maintenance", line=line, style="primary")
    discard = button("Discard", command="maintenance", line=f"discard {draft.id}")
    return InternalMessage(
        "\n".join([top, *faults, *texts, means, f"Send it: `/maintenance {line}`"]),
        (
            *(blocks.section(part) for part in (top, *faults)),
            blocks.divider(),
            *draft.message.blocks,
            *shown,
            blocks.divider(),
            blocks.context(means),
            blocks.actions(send, discard),
        ),
    )


def _window(draft: Draft, timezone: str) -> str:
    after, now = draft.after, draft.drafted_at
    starts = echo(after.starts_at, now=now, timezone=timezone)
    return f"From {starts} to {echo(after.ends_at, now=now, timezone=timezone)}."


def named(those: tuple[Recipient, ...]) -> str:
    """Name customers with where each reads it."""
    return ", ".join(
        f"{escape(one.name)} {way_to(one.way, one.channel_id or one.address)}" for one in those
    )


async def readers(turn: Turn, plan: Maintenance) -> tuple[Recipient, ...]:
    """Return where its customers read, as they are now; raises MaintenanceError where nowhere."""
    every = await customers.every(turn.tx, turn.office.id)
    those = recipients(one for one in every if one.id in plan.customers)
    if not those:
        raise MaintenanceError("None of its customers is left.", instead=("/customers list",))
    return those


async def draft(
    turn: Turn,
    after: Maintenance,
    event: Event,
    *,
    text: PublicText | None = None,
    before: Maintenance | None = None,
) -> InternalMessage:
    """Keep exactly these words for exactly these readers until somebody sends them; show them."""
    words = await say(turn, after, event, text=text, before=before)
    kept = Draft(
        workspace_id=turn.office.id,
        id=new_id(),
        event=event,
        after=after,
        message=words.message,
        own=words.own,
        recipients=await readers(turn, after),
        drafted_by=turn.person.user_id,
        drafted_at=turn.now,
    )
    await maintenances.keep(turn.tx, kept)
    return preview(kept, words, timezone=turn.person.timezone)
