"""How it reads what becomes of a planned maintenance, and what customers were told of it."""

from domain.facts import FactKind
from handlers.kit.mrkdwn import mention
from handlers.kit.sentences.parts import Data, Sentence, listed


def _told(sign: str, what: str) -> Sentence:
    def tell(who: str, data: Data) -> str:
        return (
            f":{sign}: {who} told {listed(data['customers'])} {what}: *{data['title']}*, from "
            f"{data['starts_at']} to {data['ends_at']} (reference {data['reference']})."
        )

    return tell


def _asked(_: str, data: Data) -> str:
    return (
        f":wrench: {mention(str(data['owner']))}: is it done? It is planned to end at "
        f"{data['ends_at']}. Customers read that it is over once somebody says so."
    )


def _overdue(_: str, data: Data) -> str:
    return (
        f":alarm_clock: {mention(str(data['owner']))}: the planned end of {data['ends_at']} has "
        f"passed, and nobody has said that *{data['title']}* is over."
    )


def _undelivered(_: str, data: Data) -> str:
    where = data.get("by") or f"in <#{data['channel']}>"
    instead = f" It goes {listed(data['instead'])} now." if data.get("instead") else ""
    return (
        f":x: A message of the maintenance {data['reference']} is not read {where}: "
        f"{data['error']}.{instead} Mend that, then "
        f"`onus outbox retry {data['delivery']}`."
    )


SENTENCES: dict[FactKind, Sentence] = {
    FactKind.MAINTENANCE_SCHEDULED: _told("calendar", "of planned maintenance"),
    FactKind.MAINTENANCE_MOVED: _told("calendar", "of another time of the maintenance"),
    FactKind.MAINTENANCE_CANCELLED: _told("wastebasket", "that the maintenance is cancelled"),
    FactKind.MAINTENANCE_REMINDED: _told("bell", "again of the maintenance"),
    FactKind.MAINTENANCE_BEGUN: _told("construction", "that the maintenance has begun"),
    FactKind.MAINTENANCE_VERIFYING: _told("mag", "that the maintenance is being verified"),
    FactKind.MAINTENANCE_COMPLETED: _told("white_check_mark", "that the maintenance is over"),
    FactKind.MAINTENANCE_OVERDUE: _overdue,
    FactKind.MAINTENANCE_ASKED: _asked,
    FactKind.MAINTENANCE_UNDELIVERED: _undelivered,
}
