"""Reports: what people are told of deliveries, in the transaction that marks them."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.wiring import RULES
from domain.people import ONUS
from handlers.incident import restrict
from handlers.kit import alerts
from handlers.kit.directory import Roster
from handlers.kit.office import Office
from handlers.kit.overtaken import put_down
from handlers.kit.turn import Turn, begin
from handlers.maintenance import failed as maintenance_failed
from handlers.notices import failed, strangers
from storage import deliveries
from storage.deliveries import Delivery


class Reports:
    """Tells colleagues as Onus itself, each time in a turn of its own."""

    def __init__(self, *, office: Office, clock: Clock) -> None:
        self._office = office
        self._clock = clock

    async def failed(self, tx: AsyncConnection, delivery: Delivery, error: str) -> None:
        """Tell who can mend it that a delivery has failed for good."""
        turn = await self._begin(tx)
        await failed.report(turn, delivery, error)
        await restrict.report(turn, delivery, error)
        await alerts.report(turn, delivery, error)
        await maintenance_failed.report(turn, delivery, error)
        await RULES.end(turn)

    async def strange(
        self, tx: AsyncConnection, delivery: Delivery, organisations: tuple[str, ...]
    ) -> None:
        """Ask whether organisations that nobody knows there may read it."""
        turn = await self._begin(tx)
        await strangers.ask(turn, delivery, organisations)
        held = f"people of {', '.join(organisations)} read there; /customers trust lets it go"
        await maintenance_failed.report(turn, delivery, held)
        await RULES.end(turn)

    async def put_back(self, tx: AsyncConnection) -> None:
        """Drop, when a notice is put back, what another has overtaken meanwhile, and say so."""
        if dropped := await deliveries.drop_superseded(tx, self._office.id):
            turn = await self._begin(tx)
            await put_down(turn, dropped)
            await RULES.end(turn)

    async def _begin(self, tx: AsyncConnection) -> Turn:
        return await begin(tx, self._office, ONUS, self._clock.now(), Roster())
