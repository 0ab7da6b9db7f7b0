"""Customers as rows of a spreadsheet: which columns it has, and what stands in a customer's."""

from collections.abc import Mapping

from domain import profile
from domain.channels import UNSEEN, Channel
from domain.customer_sheet import CHANNELS, NAME
from domain.customers import Customer
from domain.profile import Contact
from handlers.customers.set import CONTACT

COLUMNS = (NAME, CHANNELS, "uses", *profile.PARTS, "owner", CONTACT)


def cells(customer: Customer, channels: Mapping[str, Channel]) -> dict[str, str]:
    """Return a customer's cells, each in the words that `/customers set` takes."""
    owner = customer.profile.owner
    return {
        NAME: customer.name,
        CHANNELS: ", ".join(_channel(one, channels) for one in customer.channels),
        "uses": ", ".join(customer.services),
        **profile.texts(customer.profile),
        "owner": f"<@{owner}>" if owner else "",
        CONTACT: ", ".join(_contact(one, channels) for one in customer.profile.contacts),
    }


def _contact(contact: Contact, channels: Mapping[str, Channel]) -> str:
    if contact.channel_id:
        return _channel(contact.channel_id, channels)
    return contact.email or f"<@{contact.user_id}>"


def _channel(channel_id: str, channels: Mapping[str, Channel]) -> str:
    return f"#{channels.get(channel_id, UNSEEN).name or channel_id}"
