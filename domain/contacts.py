"""Security contacts: who reads the advisories of a customer, and nobody else does."""

from collections.abc import Iterable

from domain.customers import Customer, CustomerError, Recipient
from domain.profile import Contact
from domain.ways import Way


def contacts_of(customers: Iterable[Customer]) -> tuple[Recipient, ...]:
    """Return the security contacts of these customers; raises CustomerError where one has none."""
    chosen = list(customers)
    if without := [one.name for one in chosen if not one.profile.contacts]:
        raise CustomerError(
            f"{', '.join(without)}: nobody is named as security contact, so nobody reads it.",
            instead=(f"/customers set {without[0]} security-contact @person",),
        )
    return tuple(
        _recipient(customer, contact)
        for customer in chosen
        for contact in customer.profile.contacts
    )


def _recipient(customer: Customer, contact: Contact) -> Recipient:
    if contact.email:
        return Recipient(customer.id, customer.name, way=Way.MAIL, address=contact.email)
    if contact.channel_id:
        return Recipient(customer.id, customer.name, contact.channel_id)
    return Recipient(customer.id, customer.name, contact.user_id, Way.DIRECT)
