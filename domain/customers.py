"""Customers: who uses what, and in which channels each is told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from domain.outage import Impact
from domain.profile import Profile
from domain.refusal import Refusal
from domain.ways import Way, When

NAME_LIMIT = 80


@dataclass(frozen=True)
class Customer:
    """A customer, the services it uses, Slack's ids of its channels, and its particulars.

    organisations: whose people may read in its channels, by Slack's ids; None until one was seen.
    """

    workspace_id: str
    id: str
    name: str
    services: tuple[str, ...]
    channels: tuple[str, ...]
    profile: Profile = field(default_factory=Profile)
    organisations: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Recipient:
    """One way to one customer, as a preview names it.

    channel_id: of its channel in Slack, or of a person; address: of the other ways.
    """

    customer_id: str
    name: str
    channel_id: str = ""
    way: Way = Way.SLACK
    address: str = ""


class CustomerError(Refusal):
    """There is no such customer, or not enough is said of one."""


_EXAMPLE = "/customers add Acme #acme-status uses vm,disks"


def check_customer(name: str, *, channels: tuple[str, ...], services: tuple[str, ...]) -> str:
    """Return the name as it is kept, or refuse what is incomplete."""
    kept = " ".join(name.split())
    if not kept:
        raise CustomerError("Which customer? The name comes first.", instead=(_EXAMPLE,))
    if len(kept) > NAME_LIMIT:
        raise CustomerError(
            f"A customer's name has at most {NAME_LIMIT} characters.", instead=(_EXAMPLE,)
        )
    if not channels:
        raise CustomerError(f"In which channel is {kept} told?", instead=(_EXAMPLE,))
    if not services:
        raise CustomerError(f"Which services does {kept} use?", instead=(_EXAMPLE,))
    return kept


def taken(channel_id: str) -> CustomerError:
    """Say that a channel is another customer's."""
    return CustomerError(
        f"<#{channel_id}> belongs to another customer already: one channel for two customers "
        "would show each what the other is told.",
        instead=("/customers list",),
        field="channels",
    )


def recipients(customers: Iterable[Customer]) -> tuple[Recipient, ...]:
    """Return every way in which these customers read each message."""
    return tuple(one for customer in customers for one in _always(customer))


def other_ways(customer: Customer) -> tuple[Recipient, ...]:
    """Return the ways to a customer beside Slack."""
    profile = customer.profile
    by_mail = ((Way.MAIL, address) for address in profile.email)
    by_webhook = ((Way.WEBHOOK, address) for address in (profile.webhook,) if address)
    return tuple(
        Recipient(customer.id, customer.name, way=way, address=address)
        for way, address in (*by_mail, *by_webhook)
    )


def in_slack(customer: Customer) -> tuple[Recipient, ...]:
    """Return the channels of a customer."""
    return tuple(Recipient(customer.id, customer.name, one) for one in customer.channels)


def _always(customer: Customer) -> tuple[Recipient, ...]:
    channels = in_slack(customer)
    if channels and customer.profile.ways is When.FALLBACK:
        return channels
    return (*channels, *other_ways(customer))


def named(customers: Iterable[Customer], name: str) -> Customer:
    """Return the customer of that name in any case; raises CustomerError with those there are."""
    known = list(customers)
    for customer in known:
        if customer.name.casefold() == name.strip().casefold():
            return customer
    names = ", ".join(customer.name for customer in known) or "none yet"
    raise CustomerError(
        f"There is no customer “{name.strip()[:40]}”. There are: {names}.",
        instead=("/customers list",),
    )


@dataclass(frozen=True)
class Felt:
    """What an outage does: how badly, to which services, and where; everywhere without regions."""

    impact: Impact
    services: tuple[str, ...]
    regions: tuple[str, ...] = ()


def affected(
    customers: Iterable[Customer], felt: Felt, *, names: tuple[str, ...]
) -> tuple[Customer, ...]:
    """Return whom an outage affects: those named, else who uses the services there and feels it.

    Raises CustomerError when a name is unknown or nobody is affected.
    """
    known = list(customers)
    if names:
        return tuple(dict.fromkeys(named(known, name) for name in names))
    users = users_of(known, felt.services)
    if not users:
        raise CustomerError(
            f"No customer uses {', '.join(felt.services)}. Name customers, or add who uses it.",
            instead=("/customers list", _EXAMPLE),
        )
    found = tuple(one for one in users if one.profile.feels(felt.impact, regions=felt.regions))
    if not found:
        spared = ", ".join(one.name for one in users)
        raise CustomerError(
            f"{spared}: in other regions, or told only of worse. Name whom to tell nevertheless.",
            instead=(f"/incident outage <public title> impact {felt.impact} customers {spared}",),
        )
    return found


def shortest_wait(customers: Iterable[Customer]) -> timedelta | None:
    """Return the shortest time between updates that any of them wants, None where none says."""
    return min((one.profile.cadence for one in customers if one.profile.cadence), default=None)


def labelled(organisations: Iterable[str], customers: Iterable[Customer]) -> tuple[str, ...]:
    """Return the ids of organisations, each with the customers that it is known to belong to."""
    known = list(customers)
    return tuple(
        f"{one} ({', '.join(owners)})" if owners else one
        for one in organisations
        for owners in [[each.name for each in known if one in (each.organisations or ())]]
    )


def users_of(customers: Iterable[Customer], services: tuple[str, ...]) -> tuple[Customer, ...]:
    """Return the customers that use any of the services."""
    wanted = {service.casefold() for service in services}
    return tuple(
        customer
        for customer in customers
        if wanted & {service.casefold() for service in customer.services}
    )
