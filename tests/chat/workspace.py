"""What stands in a workspace before a chat begins: customers, and what an admin changes."""

from collections.abc import Callable
from dataclasses import replace

from bot.replica import Replica
from domain.customers import Customer
from sandbox import rooms
from sandbox.config import Channel, Person
from sandbox.server import Sandbox
from storage import customers, workspaces
from storage.outbox_rows import new_id
from storage.workspaces import Workspace

TEAM = "T0ONUS"
CUSTOMERS = (
    ("Acme", "C0ACME", ("vm", "disks"), ("T0ACME",)),
    ("Globex", "C0GLOBEX", ("vm",), ()),
    ("Initech", "C0INITECH", ("m365",), ()),
)


class Admin:
    """Whoever may change channels of the workspace; Slack tells Onus where it asks for that."""

    def __init__(self, box: Sandbox) -> None:
        self._world = box.world
        self._admin = box.world.roster.installer

    def archives(self, channel: str) -> None:
        rooms.archive(self._world, self._channel(channel), by=self._admin)

    def unarchives(self, channel: str) -> None:
        rooms.unarchive(self._world, self._channel(channel), by=self._admin)

    def renames(self, channel: str, name: str) -> None:
        rooms.rename(self._world, self._channel(channel), name, by=self._admin)

    def converts(self, channel: str) -> None:
        """Make it private, whereupon Slack gives it another id."""
        rooms.make_private(self._world, self._channel(channel), by=self._admin)
        rooms.change_id(self._world, self._channel(channel), by=self._admin)

    def removes(self, who: str, channel: str) -> None:
        rooms.remove(self._world, self._channel(channel), self._person(who), by=self._admin)

    def invites(self, who: str, channel: str) -> None:
        rooms.add(self._world, self._channel(channel), self._person(who), inviter=self._admin)

    def shares(self, channel: str, team_id: str) -> None:
        rooms.share(self._world, self._channel(channel), team_id, by=self._admin)

    def unshares(self, channel: str, team_id: str) -> None:
        rooms.unshare(self._world, self._channel(channel), team_id, by=self._admin)

    def takes_scope(self, scope: str) -> None:
        self._scopes(lambda held: held - {scope})

    def gives_scope(self, scope: str) -> None:
        self._scopes(lambda held: held | {scope})

    def _scopes(self, changed: Callable[[frozenset[str]], frozenset[str]]) -> None:
        app = self._world.config.app
        manifest = app.manifest.model_copy(update={"scopes": changed(app.manifest.scopes)})
        given = app.model_copy(update={"manifest": manifest})
        self._world.config = self._world.config.model_copy(update={"app": given})

    def _channel(self, name: str) -> Channel:
        channel = self._world.roster.channel(name)
        assert channel, name
        return channel

    def _person(self, name: str) -> Person:
        person = self._world.roster.person(name)
        assert person, name
        return person


async def add_customers(replica: Replica) -> None:
    """Have Acme and Globex use virtual machines, and Initech something else."""
    async with replica.database.write() as tx:
        await workspaces.keep(tx, Workspace(TEAM, "Northwind Cloud", "U0ONUS", "SLACK_BOT_TOKEN"))
        for name, channel_id, services, organisations in CUSTOMERS:
            made = Customer(TEAM, new_id(), name, services, (channel_id,))
            await customers.add(tx, replace(made, organisations=organisations))
