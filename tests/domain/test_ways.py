"""Addresses that people type for customers, and where they may lead."""

import pytest

from domain.customers import Customer, Recipient, other_ways, recipients
from domain.profile import Profile
from domain.ways import Way, WayError, When, is_public, read_mails, read_webhook, shown


def test_mail_addresses_are_read_as_slack_gives_them() -> None:
    assert read_mails("noc@acme.example, mailto:b.c+d@x-y.example") == (
        "noc@acme.example",
        "b.c+d@x-y.example",
    )


@pytest.mark.parametrize(
    "typed",
    [
        "noc",
        "noc@acme",
        "a@b.example\nBcc: c@d.example",
        "<a@b.example>",
        "a b@c.example",
        "-oProxy@x.example",
        "é@b.example",
        f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 20}.example",
        ",".join(f"a{n}@b.example" for n in range(11)),
    ],
)
def test_what_is_no_mail_address_is_refused(typed: str) -> None:
    with pytest.raises(WayError):
        read_mails(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "http://hooks.acme.example/",
        "ftp://hooks.acme.example/",
        "https://",
        "hooks.acme.example",
        "https://user:password@hooks.acme.example/",
        "https://hooks.acme.example:99999/",
        "https://[::1/",
        "https://hooks.acme.example/a b",
        "https://hööks.example/",
        f"https://hooks.acme.example/{'a' * 500}",
    ],
)
def test_what_is_no_webhook_is_refused(typed: str) -> None:
    with pytest.raises(WayError):
        read_webhook(typed)


def test_of_a_webhook_only_the_host_is_shown() -> None:
    address = read_webhook(" https://hooks.acme.example:8443/T0/secret?key=1 ")
    assert shown(Way.WEBHOOK, address) == "by webhook at hooks.acme.example"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("10.1.2.3", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:10.1.2.3", False),
        ("2002:0a01:0203::1", False),
    ],
)
def test_internal_addresses_are_told_from_the_internets(address: str, public: bool) -> None:  # noqa: FBT001  # a table
    assert is_public(address) is public


def test_a_network_can_be_allowed() -> None:
    assert is_public("10.1.2.3", allowed=("10.1.0.0/16",))
    assert not is_public("10.2.2.3", allowed=("10.1.0.0/16",))


MAIL = Recipient("1", "Acme", way=Way.MAIL, address="noc@acme.example")
HOOK = Recipient("1", "Acme", way=Way.WEBHOOK, address="https://hooks.acme.example/")


@pytest.mark.parametrize(
    ("channels", "ways", "told"),
    [
        (("C1",), None, ["C1", MAIL.address, HOOK.address]),
        (("C1",), When.ALWAYS, ["C1", MAIL.address, HOOK.address]),
        (("C1",), When.FALLBACK, ["C1"]),
        ((), When.FALLBACK, [MAIL.address, HOOK.address]),
    ],
)
def test_other_ways_are_used_always_or_where_slack_cannot(
    channels: tuple[str, ...], ways: When | None, told: list[str]
) -> None:
    profile = Profile(email=(MAIL.address,), webhook=HOOK.address, ways=ways)
    acme = Customer("T1", "1", "Acme", ("vm",), channels, profile)
    assert [one.channel_id or one.address for one in recipients((acme,))] == told
    assert other_ways(acme) == (MAIL, HOOK)
