"""How an owner is named, in the words of the side on which the organisation stands."""

from domain.matrix import Party

_BY_SIDE = {
    Party.PROVIDER: {
        "provider": "Ours. Provider, not the customer.",
        "customer": "{owner}, not you. Provider, not the customer.",
        "both": "{owner}. Provider, not the customer.",
    },
    Party.CUSTOMER: {
        "provider": "Not ours. Customer, not the provider.",
        "customer": "Ours, not {owner}'s. Customer, not the provider.",
        "both": "Not {owner}. Customer, not the provider.",
    },
    Party.SHARED: {
        "provider": "Shared. The customer and we each do a part.",
        "customer": "Shared. {owner} and you each do a part.",
        "both": "Shared. {owner} and the customer each do a part.",
    },
}


def owner_line(party: Party | None, *, side: str, owner: str) -> str:
    """Return the first line of an answer: whose it is from where the organisation stands.

    side: `provider`, `customer` or `both`. owner: the provider's name, such as Microsoft; who
    stands on the provider's side reads "ours" in its place.
    """
    if party is None:
        return "No source that I know says whose this is."
    if party is Party.DEPENDS:
        return "It depends on a choice that the source names."
    return _BY_SIDE[party][side].format(owner=owner)
