"""Whom a line means: people by their mentions, at its beginning."""

from domain.refusal import Refusal
from handlers.kit.mrkdwn import PEOPLE, PERSON, plain
from handlers.kit.turn import Turn


class WhomError(Refusal):
    """The line names nobody, or somebody who cannot be meant."""


def people_first(raw: str) -> tuple[tuple[str, ...], str]:
    """Take the people that a line begins with off it: their ids, and the rest in plain words."""
    mentions = PEOPLE.match(raw)
    if mentions is None:
        return (), plain(raw).strip()
    ids = dict.fromkeys(PERSON.findall(mentions.group()))
    return tuple(ids), plain(raw[mentions.end() :]).strip()


def check_respond(turn: Turn, people: tuple[str, ...]) -> None:
    """Raise WhomError for the first who has no part in incidents."""
    for user_id in people:
        if user_id not in turn.roster.responders:
            raise WhomError(
                f"<@{user_id}> has no part in incidents. Invite them to "
                f"#{turn.office.incidents_channel} first, then do this again.",
                instead=(),
            )
