"""A customer's channel as Slack shows it, and what of a change there matters to its notices."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Channel:
    """A channel as it was seen. member: Onus is in it.

    organisations: the other organisations that it is shared with, by Slack's ids. private: None
    where it was not looked at yet. invited: another organisation may accept to read there.
    """

    name: str
    member: bool
    archived: bool
    organisations: tuple[str, ...] = ()
    private: bool | None = None
    invited: bool = False

    @property
    def reachable(self) -> bool:
        """Whether Onus can post there."""
        return self.member and not self.archived


UNSEEN = Channel(name="", member=False, archived=False)
"""What cannot be seen: it is gone, or private without Onus in it."""


class Change(StrEnum):
    """What became of a channel; the values stand in the journal."""

    GONE = "gone"
    ARCHIVED = "archived"
    LEFT = "left"
    BACK = "back"
    RENAMED = "renamed"
    CONVERTED = "converted"
    MOVED = "moved"
    STRANGERS = "strangers"
    PARTED = "parted"
    CUT_OFF = "cut off"


MENDED = (Change.BACK, Change.PARTED)
"""The changes after which what waited can go."""

HARMLESS = (*MENDED, Change.RENAMED, Change.CONVERTED, Change.MOVED)
"""The changes that nobody has to do anything about."""


def strangers(channel: Channel, known: tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the organisations that read there and are not known as the customer's.

    known: None where nobody has looked yet: whom people gave the channel to are its own.
    """
    if known is None:
        return ()
    return tuple(one for one in channel.organisations if one not in known)


def changes(before: Channel, after: Channel, *, known: tuple[str, ...]) -> Iterator[Change]:
    """Say what became of a channel between two looks; known: the customer's organisations."""
    if before.reachable != after.reachable:
        yield Change.BACK if after.reachable else _why_not(after)
    if after == UNSEEN:
        return
    if before.name and before.name != after.name:
        yield Change.RENAMED
    if before.private is not None and before.private != after.private:
        yield Change.CONVERTED
    yield from _company(before, after, known=known)


def _why_not(channel: Channel) -> Change:
    if channel == UNSEEN:
        return Change.GONE
    return Change.ARCHIVED if channel.archived else Change.LEFT


def _company(before: Channel, after: Channel, *, known: tuple[str, ...]) -> Iterator[Change]:
    """Say who reads there now and did not, or the other way round."""
    strange_before, strange = strangers(before, known), strangers(after, known)
    if set(strange) - set(strange_before):
        yield Change.STRANGERS
    elif strange_before and not strange:
        yield Change.PARTED
    if set(before.organisations) & set(known) and not set(after.organisations) & set(known):
        yield Change.CUT_OFF
