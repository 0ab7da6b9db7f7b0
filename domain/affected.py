"""Who is told of an outage, as that changes while it lasts; its promises do not."""

from dataclasses import replace

from domain.customers import Customer
from domain.outage import Outage, OutageError


def joined(outage: Outage, customer: Customer) -> Outage:
    """Return the outage with one customer more; raises OutageError where it knows already."""
    if customer.id in outage.customers:
        raise OutageError(
            f"{customer.name} is told of this outage already.", instead=("/incident affected",)
        )
    return replace(outage, customers=(*outage.customers, customer.id))


def cleared(outage: Outage, customer: Customer) -> Outage:
    """Return the outage without a customer; raises OutageError where it knows of nothing.

    The last one is not cleared: an outage that affects nobody is over.
    """
    if customer.id not in outage.customers:
        raise OutageError(
            f"{customer.name} is not told of this outage.", instead=("/incident affected",)
        )
    if len(outage.customers) == 1:
        raise OutageError(
            f"Only {customer.name} is told of this outage. If it affects nobody, it is over.",
            instead=("/incident recovered",),
        )
    return replace(outage, customers=tuple(id_ for id_ in outage.customers if id_ != customer.id))
