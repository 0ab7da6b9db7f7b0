"""What `/customers check` says of a channel, and what mends it."""

from dataclasses import replace

import pytest

from domain.channels import Channel
from domain.customers import Customer
from handlers.customers.check import line

FINE = Channel("acme", member=True, archived=False, organisations=("T0ACME",))
ACME = Customer("T1", "c1", "Acme", ("vm",), ("C1",), organisations=("T0ACME",))


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        (None, "I cannot see it"),
        (replace(FINE, archived=True), "archived"),
        (replace(FINE, member=False), "I am not in it"),
        (replace(FINE, organisations=("T0ACME", "T0X")), "shared with T0X, which is not known"),
        (replace(FINE, invited=True), "another organisation is invited"),
        (FINE, "I can post there."),
    ],
)
def test_each_channel_is_said_to_be_fine_or_what_is_to_be_done(
    channel: Channel | None, said: str
) -> None:
    assert said in line(ACME, "C1", channel)
