"""Who and where: people, user groups, teams and channels of the workspace, by id or by name."""

from typing import Literal

from sandbox.config import Channel, Config, Person, UserGroup
from sandbox.errors import Json
from sandbox.store import Store, Table


class DirectMessages(Channel):
    """What one person and the app write to each other; it is named by its id."""

    @property
    def kind(self) -> Literal["channel", "group", "im"]:
        """What Slack calls it."""
        return "im"


class Roster:
    """Looks up people and channels; keeps who came later, and what became of channels and groups.

    The app's bot user is a person too.
    """

    def __init__(self, config: Config, store: Store) -> None:
        app = config.app
        self.bot = Person(
            id=app.bot_user_id,
            name=app.manifest.bot_name,
            real_name=app.manifest.name,
            team=config.team.id,
            is_bot=True,
        )
        self.home = config.team
        self._kept_people = Table(store, "person", Person)
        newcomers = sorted(self._kept_people.all(), key=lambda each: each.id)
        self._humans = {each.id: each for each in (*config.people, *newcomers)}
        self._kept_channels = Table(store, "channel", Channel)
        self._kept_groups = Table(store, "user_group", UserGroup)
        self._channels = {each.id: each for each in config.channels}
        for channel in sorted(self._kept_channels.all(), key=lambda each: each.id):
            self._channels[channel.id] = channel
        for channel in tuple(self._channels.values()):
            self._channels.pop(channel.former_id or "", None)
        self._groups = {each.id: each for each in (*config.user_groups, *self._kept_groups.all())}
        self._index()
        self.installer = self._people[app.installer]

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody; the app's bot user last."""
        return (*self._humans.values(), self.bot)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """All channels but direct messages; the first is the one that everybody is in."""
        return tuple(self._channels.values())

    @property
    def direct(self) -> tuple[DirectMessages, ...]:
        """Everybody's direct messages with the app."""
        return tuple(self._direct.values())

    @property
    def user_groups(self) -> tuple[UserGroup, ...]:
        """All user groups."""
        return tuple(self._groups.values())

    def person(self, reference: str) -> Person | None:
        """By id or name, an @ in front allowed."""
        return self._people.get(reference.removeprefix("@"))

    def user_group(self, reference: str) -> UserGroup | None:
        """By id or handle, an @ in front allowed."""
        wanted = reference.removeprefix("@")
        return next((each for each in self.user_groups if wanted in (each.id, each.handle)), None)

    def channel(self, reference: str) -> Channel | None:
        """By id or name, a # in front allowed."""
        return self._by_reference.get(reference.removeprefix("#"))

    def direct_with(self, person: Person) -> DirectMessages | None:
        """Return a person's direct messages with the app; strangers have none."""
        return self._direct.get(person.id)

    def members(self, channel: Channel) -> list[Person]:
        """Who is in a channel, in the order of the workspace's people."""
        return [person for person in self.people if person.name in channel.members]

    def is_stranger(self, person: Person) -> bool:
        """Whether somebody belongs to another organisation than the app's installer."""
        return person.team != self.home.id

    def shown_person(self, person: Person) -> Json:
        """Return a person as the control API and the page see them."""
        return {
            **person.model_dump(include={"id", "name", "real_name", "title", "tz", "is_bot"}),
            "team_id": person.team,
            "is_stranger": self.is_stranger(person),
        }

    def shown(self, channel: Channel) -> Json:
        """Return a channel as the control API and the page see it."""
        return {
            **channel.model_dump(include={"id", "name", "topic", "is_private", "is_archived"}),
            "is_im": channel.kind == "im",
            "is_shared": bool(channel.shared_with),
            "shared_with": list(channel.shared_with),
            "members": [person.id for person in self.members(channel)],
        }

    def save_person(self, person: Person) -> None:
        """Take somebody who is new."""
        self._kept_people.save(person.id, person)
        self._humans[person.id] = person
        self._index()

    def save_channel(self, channel: Channel) -> None:
        """Take a new channel, or what became of one."""
        self._kept_channels.save(channel.id, channel)
        self._channels.pop(channel.former_id or "", None)
        self._channels[channel.id] = channel
        self._index()

    def save_user_group(self, group: UserGroup) -> None:
        """Take what became of a user group."""
        self._kept_groups.save(group.id, group)
        self._groups[group.id] = group

    def _index(self) -> None:
        self._people = {key: person for person in self.people for key in (person.id, person.name)}
        insiders = (each for each in self._humans.values() if not self.is_stranger(each))
        self._direct = {each.id: self._direct_messages(each) for each in insiders}
        rooms = (*self._channels.values(), *self._direct.values())
        self._by_reference = {key: room for room in rooms for key in (room.id, room.name)}

    def _direct_messages(self, person: Person) -> DirectMessages:
        channel_id = f"D{person.id[1:]}"
        members = frozenset({person.name, self.bot.name})
        return DirectMessages(id=channel_id, name=channel_id, is_private=True, members=members)
