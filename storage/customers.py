"""Customers and their channels; a channel belongs to one customer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.channels import Channel
from domain.customers import Customer, CustomerError, taken
from storage.tables import customer_channels, customers


async def add(tx: AsyncConnection, customer: Customer) -> None:
    """Add a customer; raises CustomerError when the name or a channel is taken."""
    try:
        async with tx.begin_nested():
            await tx.execute(insert(customers).values(_row(customer)))
    except IntegrityError:
        raise CustomerError(
            f"There is a customer “{customer.name}” already.", instead=("/customers list",)
        ) from None
    for channel_id in customer.channels:
        await _take_channel(tx, customer, channel_id)


async def save(tx: AsyncConnection, customer: Customer) -> None:
    """Keep what is particular of a customer, what it uses, and whose people read with it."""
    mine = (customers.c.workspace_id == customer.workspace_id, customers.c.id == customer.id)
    values = {
        "services": customer.services,
        "profile": customer.profile,
        "organisations": customer.organisations,
    }
    await tx.execute(update(customers).where(*mine).values(**values))


async def take(
    tx: AsyncConnection,
    added: Sequence[Customer],
    changed: Sequence[Customer],
    *,
    seen: Mapping[str, Channel],
) -> None:
    """Add and change many at once, whose names and channels are known to be no one else's.

    seen: how channels look now, by id.

    Raises IntegrityError where somebody else took one in this moment.
    """
    if added:
        await tx.execute(insert(customers), [_row(customer) for customer in added])
    for customer in changed:
        await save(tx, customer)
    await _free(tx, changed)
    new = await _not_theirs_yet(tx, [*added, *changed], seen)
    if new:
        await tx.execute(insert(customer_channels), new)


async def _free(tx: AsyncConnection, changed: Sequence[Customer]) -> None:
    """Free the channels that these customers have no more, before another one gets them."""
    for customer in changed:
        theirs = (
            customer_channels.c.workspace_id == customer.workspace_id,
            customer_channels.c.customer_id == customer.id,
            customer_channels.c.channel_id.not_in(customer.channels),
        )
        await tx.execute(delete(customer_channels).where(*theirs))


async def _not_theirs_yet(
    tx: AsyncConnection, those: Sequence[Customer], channels: Mapping[str, Channel]
) -> list[dict[str, object]]:
    """Return the rows of channels that these customers do not have yet."""
    held = await seen(tx, those[0].workspace_id) if those else {}
    return [
        {
            "workspace_id": customer.workspace_id,
            "channel_id": channel_id,
            "customer_id": customer.id,
            "seen": channels.get(channel_id),
        }
        for customer in those
        for channel_id in customer.channels
        if channel_id not in held
    ]


async def remove(tx: AsyncConnection, customer: Customer, *, now: datetime) -> None:
    """Take the customer off the list and free its channels; what it was told stays on record."""
    mine = (customers.c.workspace_id == customer.workspace_id, customers.c.id == customer.id)
    await tx.execute(update(customers).where(*mine).values(removed_at=now))
    theirs = (
        customer_channels.c.workspace_id == customer.workspace_id,
        customer_channels.c.customer_id == customer.id,
    )
    await tx.execute(delete(customer_channels).where(*theirs))


async def every(tx: AsyncConnection, workspace_id: str) -> list[Customer]:
    """Return all customers, by name."""
    channels: dict[str, list[str]] = defaultdict(list)
    mine = select(customer_channels).where(customer_channels.c.workspace_id == workspace_id)
    for row in (await tx.execute(mine)).mappings():
        channels[row["customer_id"]].append(row["channel_id"])
    current = (customers.c.workspace_id == workspace_id, customers.c.removed_at.is_(None))
    wanted = select(customers).where(*current).order_by(customers.c.name_folded)
    return [
        Customer(
            workspace_id,
            row["id"],
            row["name"],
            row["services"],
            tuple(channels[row["id"]]),
            row["profile"],
            row["organisations"],
        )
        for row in (await tx.execute(wanted)).mappings()
    ]


async def organisations(
    tx: AsyncConnection, workspace_id: str, customer_id: str
) -> tuple[str, ...] | None:
    """Return the organisations known as a customer's, None until one of its channels was seen."""
    mine = (customers.c.workspace_id == workspace_id, customers.c.id == customer_id)
    found: tuple[str, ...] | None = await tx.scalar(select(customers.c.organisations).where(*mine))
    return found


async def owner_of(tx: AsyncConnection, workspace_id: str, channel_id: str) -> str | None:
    """Return the id of the customer whose channel it is, None where it is nobody's."""
    mine = (
        customer_channels.c.workspace_id == workspace_id,
        customer_channels.c.channel_id == channel_id,
    )
    found: str | None = await tx.scalar(select(customer_channels.c.customer_id).where(*mine))
    return found


async def move_channel(tx: AsyncConnection, workspace_id: str, before: str, after: str) -> None:
    """Have a customer's channel be known by the id that it has now, as security contact too."""
    mine = (
        customer_channels.c.workspace_id == workspace_id,
        customer_channels.c.channel_id == before,
    )
    await tx.execute(update(customer_channels).where(*mine).values(channel_id=after))
    for customer in await every(tx, workspace_id):
        contacts = tuple(
            replace(one, channel_id=after) if one.channel_id == before else one
            for one in customer.profile.contacts
        )
        if contacts != customer.profile.contacts:
            await save(tx, replace(customer, profile=replace(customer.profile, contacts=contacts)))


async def seen(tx: AsyncConnection, workspace_id: str) -> dict[str, Channel | None]:
    """Return how each customer's channel was seen last, None where it never was."""
    wanted = select(customer_channels.c.channel_id, customer_channels.c.seen)
    mine = wanted.where(customer_channels.c.workspace_id == workspace_id)
    return {row.channel_id: row.seen for row in await tx.execute(mine)}


async def saw(tx: AsyncConnection, workspace_id: str, *, channel_id: str, channel: Channel) -> None:
    """Keep how a customer's channel is seen now."""
    mine = (
        customer_channels.c.workspace_id == workspace_id,
        customer_channels.c.channel_id == channel_id,
    )
    await tx.execute(update(customer_channels).where(*mine).values(seen=channel))


def _row(customer: Customer) -> dict[str, object]:
    return {
        "workspace_id": customer.workspace_id,
        "id": customer.id,
        "name": customer.name,
        "name_folded": customer.name.casefold(),
        "services": customer.services,
        "profile": customer.profile,
        "organisations": customer.organisations,
    }


async def _take_channel(tx: AsyncConnection, customer: Customer, channel_id: str) -> None:
    try:
        async with tx.begin_nested():
            await tx.execute(
                insert(customer_channels).values(
                    workspace_id=customer.workspace_id,
                    channel_id=channel_id,
                    customer_id=customer.id,
                )
            )
    except IntegrityError:
        raise taken(channel_id) from None
