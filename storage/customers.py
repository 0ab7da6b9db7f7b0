"""Customers and their channels; a channel belongs to one customer."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.channels import Channel
from domain.customers import Customer, CustomerError
from storage.tables import customer_channels, customers


async def add(tx: AsyncConnection, customer: Customer) -> None:
    """Add a customer; raises CustomerError when the name or a channel is taken."""
    try:
        async with tx.begin_nested():
            await tx.execute(
                insert(customers).values(
                    workspace_id=customer.workspace_id,
                    id=customer.id,
                    name=customer.name,
                    name_folded=customer.name.casefold(),
                    services=customer.services,
                    profile=customer.profile,
                    organisations=customer.organisations,
                )
            )
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
        raise CustomerError(
            f"<#{channel_id}> belongs to another customer already: one channel for two customers "
            "would show each what the other is told.",
            instead=("/customers list",),
        ) from None
