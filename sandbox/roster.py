"""Who and where: people, teams and channels of the workspace, by id or by name."""

from typing import Literal

from sandbox.config import Channel, Config, Person


class DirectMessages(Channel):
    """What one person and the app write to each other; it is named by its id."""

    @property
    def kind(self) -> Literal["channel", "group", "im"]:
        """What Slack calls it."""
        return "im"


class Roster:
    """Looks up people and channels. The app's bot user is a person too."""

    def __init__(self, config: Config) -> None:
        app = config.app
        self.bot = Person(
            id=app.bot_user_id,
            name=app.manifest.bot_name,
            real_name=app.manifest.name,
            team=config.team.id,
            is_bot=True,
        )
        self.people = (*config.people, self.bot)
        self.channels = config.channels
        self.home = config.team
        self._people = {key: person for person in self.people for key in (person.id, person.name)}
        self._direct = {
            person.id: self._direct_messages(person)
            for person in config.people
            if not self.is_stranger(person)
        }
        self.direct = tuple(self._direct.values())
        rooms = (*config.channels, *self.direct)
        self._channels = {key: room for room in rooms for key in (room.id, room.name)}
        self.installer = self._people[app.installer]

    def person(self, reference: str) -> Person | None:
        """By id or name, an @ in front allowed."""
        return self._people.get(reference.removeprefix("@"))

    def channel(self, reference: str) -> Channel | None:
        """By id or name, a # in front allowed."""
        return self._channels.get(reference.removeprefix("#"))

    def direct_with(self, person: Person) -> DirectMessages | None:
        """Return a person's direct messages with the app; strangers have none."""
        return self._direct.get(person.id)

    def members(self, channel: Channel) -> list[Person]:
        """Who is in a channel, in the order of the workspace's people."""
        return [person for person in self.people if person.name in channel.members]

    def is_stranger(self, person: Person) -> bool:
        """Whether somebody belongs to another organisation than the app's installer."""
        return person.team != self.home.id

    def _direct_messages(self, person: Person) -> DirectMessages:
        channel_id = f"D{person.id[1:]}"
        members = frozenset({person.name, self.bot.name})
        return DirectMessages(id=channel_id, name=channel_id, is_private=True, members=members)
