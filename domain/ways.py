"""The ways by which a customer is told: in Slack, by e-mail, by a signed webhook."""

import ipaddress
import re
from enum import StrEnum
from urllib.parse import urlsplit

from domain.grammar import split_items
from domain.refusal import Refusal

MOST_ADDRESSES = 10
ADDRESS_LIMIT = 254
WEBHOOK_LIMIT = 500
_MAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}", re.ASCII)
_LOCAL = ("127.0.0.1", "localhost")


class Way(StrEnum):
    """How one message reaches a customer."""

    SLACK = "slack"
    DIRECT = "direct"  # in Slack too: to one person, in their direct messages with Onus
    MAIL = "mail"
    WEBHOOK = "webhook"


class When(StrEnum):
    """When the ways beside Slack are used."""

    ALWAYS = "always"
    FALLBACK = "fallback"  # only where Slack cannot deliver


class WayError(Refusal):
    """Nobody can be told by that address, or in that way."""


def read_mails(typed: str) -> tuple[str, ...]:
    """Return the e-mail addresses in a list; raises WayError."""
    found = tuple(item.removeprefix("mailto:") for item in split_items(typed))
    wrong = next((one for one in found if not _is_mail(one)), None)
    if wrong is not None:
        raise WayError(
            f"“{wrong[:60]}” is no e-mail address.",
            instead=("/customers set Acme email noc@acme.example",),
            field="email",
        )
    if len(found) > MOST_ADDRESSES:
        raise WayError(f"At most {MOST_ADDRESSES} e-mail addresses a customer.", field="email")
    return found


def read_webhook(typed: str) -> str:
    """Return the address of a webhook; raises WayError.

    Where it leads is looked at when it is called: a name can lead elsewhere by then.
    """
    address = typed.strip()
    if fault := _webhook_fault(address):
        raise WayError(
            f"A webhook's address {fault}.",
            instead=("/customers set Acme webhook https://hooks.acme.example/onus",),
            field="webhook",
        )
    return address


def read_when(typed: str) -> When:
    """Return when the ways beside Slack are used, by that word; raises WayError."""
    try:
        return When(typed.strip().lower())
    except ValueError:
        raise WayError(
            f"“{typed.strip()[:40]}” is neither always nor fallback: e-mail and webhooks go with "
            "every message, or only where Slack cannot deliver it.",
            instead=("/customers set Acme ways fallback",),
            field="ways",
        ) from None


def shown(way: Way, address: str) -> str:
    """Name a way for colleagues: of a webhook the host alone, since its path may be a secret."""
    if way is Way.WEBHOOK:
        return f"by webhook at {urlsplit(address).hostname}"
    return f"by e-mail to {address}"


def is_public(address: str, *, allowed: tuple[str, ...] = ()) -> bool:
    """Whether that IP address is one of the Internet's, or of the networks that are allowed.

    What an address of version 6 wraps up of version 4 is looked at as what it is.
    """
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found.sixtofour or found
    if any(found in ipaddress.ip_network(network) for network in allowed):
        return True
    return found.is_global and not found.is_multicast


def _is_mail(address: str) -> bool:
    return len(address) <= ADDRESS_LIMIT and _MAIL.fullmatch(address) is not None


def _webhook_fault(address: str) -> str:
    if len(address) > WEBHOOK_LIMIT:
        return f"has at most {WEBHOOK_LIMIT} characters"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "must be whole, such as https://hooks.acme.example/onus"
    if not host or not address.isascii() or set(address) & set(' <>"\\'):
        return "must be whole, such as https://hooks.acme.example/onus"
    if parts.username or parts.password:
        return "holds a name and a password: what is sent is signed instead"
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOCAL):
        return "begins with https://"
    return ""
