"""Whom a line means: people and user groups by their mentions, or a group by its handle."""

import re
from dataclasses import dataclass

from domain.refusal import Refusal
from handlers.kit.mrkdwn import PERSON, plain
from handlers.kit.turn import Turn

_GROUP = re.compile(r"<!subteam\^([A-Z0-9]+)(?:\|[^<>]*)?>")
_LEADING = re.compile(rf"(?:\s*(?:{PERSON.pattern}|{_GROUP.pattern})[\s,]*)+")


class WhomError(Refusal):
    """The line names nobody, or somebody who cannot be meant."""


@dataclass(frozen=True)
class Named:
    """Whom a line begins with, by their ids, and the rest of it in plain words."""

    people: tuple[str, ...]
    groups: tuple[str, ...]
    rest: str

    def everyone(self, turn: Turn) -> tuple[str, ...]:
        """Return the people, those of the groups included."""
        members = (one for group in self.groups for one in turn.staff.groups.get(group, ()))
        return tuple(dict.fromkeys((*self.people, *members)))


def named(turn: Turn, raw: str) -> Named:
    """Take whom a line begins with off it; raises WhomError for people of other organisations."""
    mentions = _LEADING.match(raw)
    if mentions is None:
        return _by_handle(turn, plain(raw).strip())
    people = tuple(dict.fromkeys(PERSON.findall(mentions.group())))
    for user_id in people:
        if user_id in turn.roster.outsiders:
            raise WhomError(f"<@{user_id}> is not of your organisation.", instead=())
    groups = tuple(dict.fromkeys(_GROUP.findall(mentions.group())))
    return Named(people, groups, plain(raw[mentions.end() :]).strip())


def _by_handle(turn: Turn, text: str) -> Named:
    word, _, rest = text.partition(" ")
    handle = word.removeprefix("@").casefold()
    found = [id_ for id_, group in turn.roster.groups.items() if group.handle == handle]
    return Named((), tuple(found), rest.strip()) if found else Named((), (), text)
