"""Delivering what a person did to the app, and telling the person when it does not answer."""

import time
from dataclasses import dataclass

from sandbox.errors import ControlError, Json
from sandbox.undelivered import NotAckedError, NotDeliveredError
from sandbox.world import World


@dataclass(frozen=True)
class Ack:
    """The app's acknowledgement: what it carried, and how long it took."""

    payload: Json | None
    ms: float


async def deliver(
    world: World, kind: str, payload: Json, *, trigger_id: str, channel: str | None = None
) -> Ack:
    """Send and wait for the ack; raises dispatch_failed, operation_timeout."""
    started = time.monotonic()
    try:
        answer = await world.wire.request(kind, payload, channel=channel)
    except NotAckedError as error:
        raise ControlError(
            "operation_timeout", "the app did not acknowledge in time", trigger_id=trigger_id
        ) from error
    except NotDeliveredError as error:
        raise ControlError(
            "dispatch_failed",
            f"the app could not be reached: {error.reason}",
            trigger_id=trigger_id,
        ) from error
    return Ack(payload=answer, ms=round((time.monotonic() - started) * 1000, 3))
