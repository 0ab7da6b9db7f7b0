"""What is particular about a customer: where it runs, of what it is told, how often, by whom."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from domain.grammar import split_items
from domain.instants import duration
from domain.outage import Impact, read_impact
from domain.quiet import QuietHours, read_quiet
from domain.refusal import Refusal
from domain.ways import When, read_mails, read_webhook, read_when

NONE = ("none", "-")
VALUE_LIMIT = 500
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2,4})?")
_LEAST_FIRST = (Impact.DEGRADED, Impact.PARTIAL, Impact.FULL)


class ProfileError(Refusal):
    """What was said of a customer cannot be kept."""


@dataclass(frozen=True)
class Contact:
    """Who reads advisories: a person, or by explicit choice a whole channel, by Slack's ids.

    email: where it is an address instead.
    """

    user_id: str = ""
    channel_id: str = ""
    email: str = ""


@dataclass(frozen=True)
class Profile:
    """What is particular about a customer; what is empty was never said.

    regions: where it runs, everywhere where it names none. threshold: the least that it must feel
    to be told. cadence: the longest that it waits between two updates. owner: the colleague who
    looks after it, by Slack's id. email, webhook: the ways beside Slack, and ways: when they are
    used, always where it does not say. language: in which it is written to, such as `de`.
    obligations: the ids of the rules that it chose. contacts: who alone reads its advisories.
    quiet: when it hears nothing of degraded impact.
    """

    regions: tuple[str, ...] = ()
    threshold: Impact | None = None
    cadence: timedelta | None = None
    owner: str = ""
    email: tuple[str, ...] = ()
    webhook: str = ""
    ways: When | None = None
    language: str = ""
    obligations: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    quiet: QuietHours | None = None

    def feels(self, impact: Impact, *, regions: tuple[str, ...]) -> bool:
        """Whether it is told of an outage of that impact in those regions (everywhere if none)."""
        mine = {region.casefold() for region in self.regions}
        here = not mine or not regions or bool(mine & {region.casefold() for region in regions})
        least = self.threshold or Impact.DEGRADED
        return here and _LEAST_FIRST.index(impact) >= _LEAST_FIRST.index(least)


def _language(typed: str) -> str:
    if not LANGUAGE.fullmatch(typed.strip().lower()):
        raise ProfileError(
            f"“{typed.strip()[:20]}” is no language: write its code, such as de or pt-br.",
            field="language",
        )
    return typed.strip().lower()


_READ: Mapping[str, Callable[[str], Any]] = {
    "regions": split_items,
    "threshold": read_impact,
    "cadence": duration,
    "email": read_mails,
    "webhook": read_webhook,
    "ways": read_when,
    "language": _language,
    "obligations": lambda typed: split_items(typed.lower()),
    "quiet": read_quiet,
}
PARTS = tuple(_READ)
_EMPTY = Profile()


def changed(profile: Profile, values: Mapping[str, str]) -> Profile:
    """Return the profile with what was typed, by the names of its parts; `none` empties one.

    Raises ProfileError, OutageError, NoSuchTimeError.
    """
    for name, typed in values.items():
        if len(typed) > VALUE_LIMIT:
            raise ProfileError(f"{name} has at most {VALUE_LIMIT} characters.", field=name)
        if typed.strip().lower() in NONE:
            profile = replace(profile, **{name: getattr(_EMPTY, name)})
        else:
            profile = replace(profile, **{name: _READ[name](typed)})
    return profile


def texts(profile: Profile) -> dict[str, str]:
    """Return each part that is typed, in the words that `changed` reads; empty where it is."""
    return {name: _text(getattr(profile, name)) for name in PARTS}


def _text(value: Any) -> str:  # noqa: ANN401  # of any part
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, timedelta):
        return f"{int(value.total_seconds() // 60)}m"
    return str(value or "")
