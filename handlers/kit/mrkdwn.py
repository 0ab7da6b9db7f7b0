"""Slack's text: taking what people typed apart, and escaping what goes out."""

import re
from collections.abc import Sequence
from datetime import datetime
from html import unescape

from domain.alert import Service
from domain.erasure import SOMEBODY
from domain.instants import zone_of
from domain.people import COMMAND_LINE, GRANTS_FILE, ONUS, name_of
from domain.ways import Way, shown

_TOKEN = re.compile(r"<(?:([@#!])|(?=[a-z]+:))([^<>|]*)(?:\|([^<>]*))?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
CHANNEL = re.compile(r"<#([A-Z0-9]+)(?:\|[^<>]*)?>")
PERSON = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
_LONG = 120  # minutes, from which hours read better
_NO_USERS = {
    ONUS.user_id: "Onus",
    COMMAND_LINE: "The command line",
    GRANTS_FILE: "The grants file",
    SOMEBODY: "somebody (erased)",
    **{str(service): service.label for service in Service},
}
_DAYS = 2 * 24 * 60  # minutes, from which days read better
_READERS = "{date_short_pretty} at {time}"
LEADING_MENTION = re.compile(r"^\s*<@[A-Z0-9]+(?:\|[^<>]*)?>[\s,:]*")


def plain(text: str) -> str:
    """Return what the person saw themselves type: tokens and escapes undone.

    `<@U1|bob>` becomes @bob, `<!here>` @here, `<https://a.b|a.b>` a.b, `&amp;` an ampersand;
    other words between angle brackets stay, control characters go.
    """
    return clean(unescape(_TOKEN.sub(_shown, text)))


def clean(text: str) -> str:
    """Return the text without control characters, also those that turn its direction."""
    return _CONTROL.sub("", text)


def escape(text: str) -> str:
    """Return plain text so that Slack shows it as it is, and it mentions nobody."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mention(user_id: str) -> str:
    """Name who acted; what is no user of Slack cannot be mentioned."""
    return _NO_USERS.get(user_id) or escape(name_of(user_id)) or f"<@{user_id}>"


def way_to(way: Way, where: str) -> str:
    """Name where customers read: `in <#C1>` for a channel's id, `by e-mail to …` for an address."""
    if way is Way.DIRECT:
        return f"directly to {mention(where)}"
    return f"in <#{where}>" if way is Way.SLACK else shown(way, where)


def listed(words: Sequence[str]) -> str:
    """Return `a, b and c`."""
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last


def utc(instant: datetime) -> str:
    """`14:30 UTC`."""
    return f"{instant:%H:%M} UTC"


def utc_day(instant: datetime) -> str:
    """`2 March 2026, 14:30 UTC`."""
    return f"{instant.day} {instant:%B %Y}, {utc(instant)}"


def readers_time(instant: datetime) -> str:
    """Return the instant in each reader's own zone, with UTC where Slack cannot."""
    return f"<!date^{int(instant.timestamp())}^{_READERS}|{utc_day(instant)}>"


def echo(instant: datetime, *, now: datetime, timezone: str) -> str:
    """Return an instant as its typist meant it: `15:30 Europe/Berlin, 14:30 UTC, in 47 min`."""
    local = instant.astimezone(zone_of(timezone))
    day = "" if local.date() == now.astimezone(local.tzinfo).date() else f"{local:%d %b} "
    minutes = round((instant - now).total_seconds() / 60)
    distance = f"in {_span(minutes)}" if minutes >= 0 else f"{_span(-minutes)} ago"
    return f"{day}{local:%H:%M} {timezone}, {utc(instant)}, {distance}"


def clip(text: str, limit: int) -> str:
    """Return the text, cut to the limit with an ellipsis; an escape is never cut in two."""
    if len(text) <= limit:
        return text
    return re.sub(r"&[a-z]{0,4}$", "", text[: limit - 1]) + "…"


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if minutes < _LONG:
        return f"{minutes} min"
    if minutes >= _DAYS:
        days, hours = divmod(hours, 24)
        return f"{days} d {hours} h" if hours else f"{days} d"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def _shown(token: re.Match[str]) -> str:
    sign, target, label = token.groups()
    if sign == "!":
        name = target.partition("^")[0]
        return label or f"@{name}"
    if sign:
        return sign + (label or target)
    return label or target
