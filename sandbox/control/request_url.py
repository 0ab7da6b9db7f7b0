"""POST request_url: where the app takes HTTP is set, or taken away."""

from typing import Annotated

from pydantic import AfterValidator

from sandbox.config import loopback
from sandbox.control.api import Body, answers
from sandbox.errors import ControlError, Json
from sandbox.undelivered import NotDeliveredError
from sandbox.world import World


class _Chosen(Body):
    url: Annotated[str, AfterValidator(loopback)] | None


async def _choose(world: World, asked: _Chosen) -> Json:
    try:
        await world.request_url.choose(asked.url)
    except NotDeliveredError as failure:
        raise ControlError(
            "request_url_not_verified",
            f"{asked.url} did not answer the signed challenge ({failure.reason})",
        ) from failure
    await world.events.restart()
    return {"url": asked.url}


ROUTES = (("POST", "request_url", answers(_Chosen, _choose)),)
