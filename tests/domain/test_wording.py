"""The first line of an answer, on each side of the matrix."""

import pytest

from domain.matrix import Party
from domain.wording import owner_line

LINES = {
    (Party.PROVIDER, "provider"): "Ours. Provider, not the customer.",
    (Party.PROVIDER, "customer"): "Microsoft, not you. Provider, not the customer.",
    (Party.PROVIDER, "both"): "Microsoft. Provider, not the customer.",
    (Party.CUSTOMER, "provider"): "Not ours. Customer, not the provider.",
    (Party.CUSTOMER, "customer"): "Ours, not Microsoft's. Customer, not the provider.",
    (Party.CUSTOMER, "both"): "Not Microsoft. Customer, not the provider.",
    (Party.SHARED, "provider"): "Shared. The customer and we each do a part.",
    (Party.SHARED, "customer"): "Shared. Microsoft and you each do a part.",
    (Party.SHARED, "both"): "Shared. Microsoft and the customer each do a part.",
    (Party.DEPENDS, "both"): "It depends on a choice that the source names.",
    (None, "both"): "No source that I know says whose this is.",
}


@pytest.mark.parametrize(("asked", "line"), LINES.items())
def test_the_owner_is_named_from_where_the_organisation_stands(
    asked: tuple[Party | None, str], line: str
) -> None:
    party, side = asked
    assert owner_line(party, side=side, owner="Microsoft") == line
