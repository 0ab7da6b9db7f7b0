"""How an owner is named, in the words of the side on which the organisation stands."""

from domain.matrix import Party


def owner_line(party: Party | None, *, side: str, owner: str) -> str:
    """Return the first line of an answer.

    side: `provider`, `customer` or `both`. owner: the provider's name, such as Microsoft; who
    stands on the provider's side reads "ours" in its place.
    """
    match party:
        case Party.PROVIDER:
            whose = {"provider": "ours", "customer": f"{owner}, not you"}
            return f"Provider, not the customer — {whose.get(side, owner)}."
        case Party.CUSTOMER:
            whose = {"provider": "not ours", "customer": f"ours, not {owner}'s"}
            return f"Customer, not the provider — {whose.get(side, f'not {owner}')}."
        case Party.SHARED:
            return f"Shared — {_both(side, owner)} each do a part."
        case Party.DEPENDS:
            return "It depends on a choice that the source names."
        case None:
            return "No source that I know says whose this is."


def _both(side: str, owner: str) -> str:
    if side == "customer":
        return f"{owner} and you"
    return "the customer and we" if side == "provider" else f"{owner} and the customer"
