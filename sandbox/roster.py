"""Who and where: people, teams and channels of the workspace, by id or by name."""

from sandbox.config import Channel, Config, Person


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
        self._channels = {key: room for room in config.channels for key in (room.id, room.name)}
        self.installer = self._people[app.installer]

    def person(self, reference: str) -> Person | None:
        """By id or name, an @ in front allowed."""
        return self._people.get(reference.removeprefix("@"))

    def channel(self, reference: str) -> Channel | None:
        """By id or name, a # in front allowed."""
        return self._channels.get(reference.removeprefix("#"))

    def members(self, channel: Channel) -> list[Person]:
        """Who is in a channel, in the order of the workspace's people."""
        return [person for person in self.people if person.name in channel.members]

    def is_stranger(self, person: Person) -> bool:
        """Whether somebody belongs to another organisation than the app's installer."""
        return person.team != self.home.id
