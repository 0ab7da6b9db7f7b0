"""Where a delivery was to go, as the journal keeps it: a webhook's path may be a secret."""

from domain.facts import Value
from domain.ways import shown
from storage.deliveries import Delivery
from storage.outbox_rows import way_of


def destination(delivery: Delivery) -> dict[str, Value]:
    """Name a channel or a person by its id, another way in words."""
    if delivery.channel_id == delivery.user_id:
        return {"person": delivery.channel_id}
    if delivery.address is None:
        return {"channel": delivery.channel_id}
    return {"by": shown(way_of(delivery.kind), delivery.address)}
