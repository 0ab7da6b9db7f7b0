"""What stands in a workspace before a chat begins: customers, and what an admin changes."""

from bot.replica import Replica
from domain.customers import Customer
from sandbox.roster import Roster
from sandbox.server import Sandbox
from storage import customers, workspaces
from storage.outbox import new_id
from storage.workspaces import Workspace

TEAM = "T0ONUS"
CUSTOMERS = (
    ("Acme", "C0ACME", ("vm", "disks")),
    ("Globex", "C0GLOBEX", ("vm",)),
    ("Initech", "C0INITECH", ("m365",)),
)


class Admin:
    """Whoever may change channels of the workspace."""

    def __init__(self, box: Sandbox) -> None:
        self._box = box

    def archives(self, channel: str) -> None:
        self._change(channel, is_archived=True)

    def unarchives(self, channel: str) -> None:
        self._change(channel, is_archived=False)

    def removes(self, who: str, channel: str) -> None:
        self._change(channel, members=self._members(channel) - {who})

    def invites(self, who: str, channel: str) -> None:
        self._change(channel, members=self._members(channel) | {who})

    def _members(self, name: str) -> frozenset[str]:
        channel = self._box.world.roster.channel(name)
        assert channel, name
        return channel.members

    def _change(self, name: str, **changed: object) -> None:
        world = self._box.world
        channels = tuple(
            room.model_copy(update=changed) if room.name == name else room
            for room in world.roster.channels
        )
        world.roster = Roster(world.config.model_copy(update={"channels": channels}))


async def add_customers(replica: Replica) -> None:
    """Have Acme and Globex use virtual machines, and Initech something else."""
    async with replica.database.write() as tx:
        await workspaces.keep(tx, Workspace(TEAM, "Northwind Cloud", "U0ONUS", "SLACK_BOT_TOKEN"))
        for name, channel_id, services in CUSTOMERS:
            await customers.add(tx, Customer(TEAM, new_id(), name, services, (channel_id,)))
