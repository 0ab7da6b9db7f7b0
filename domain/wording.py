"""How an owner is named, in the words of the side on which the organisation stands."""

from domain.matrix import Party


def owner_line(party: Party | None, *, side: str, owner: str) -> str:
    """Return the first line of an answer.

    side: `provider`, `customer` or `both`. owner: the provider's name, such as Microsoft.
    """
    match party:
        case Party.PROVIDER:
            whose = {"provider": " — ours.", "customer": f" — {owner}'s, not ours."}
            return "Provider, not the customer" + whose.get(side, ".")
        case Party.CUSTOMER:
            whose = {"provider": " — not ours.", "customer": " — ours."}
            return "Customer, not the provider" + whose.get(side, ".")
        case Party.SHARED:
            return "Shared — customer and provider each do their part."
        case Party.DEPENDS:
            return "It depends on a choice that the source names."
        case None:
            return "No source that I know says whose this is."
