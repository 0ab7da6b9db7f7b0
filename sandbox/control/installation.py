"""What an admin does to the app's installation: its token, and how much it may ask."""

from typing import Annotated, Literal

from pydantic import Field

from sandbox import events
from sandbox.control.api import Body, answers
from sandbox.errors import ControlError, Json
from sandbox.limits import TIERS
from sandbox.world import World


class _Token(Body):
    """`refused`: with which error from now on, None: with none."""

    refused: Literal["token_revoked", "account_inactive", "invalid_auth"] | None


class _Limits(Body):
    """As in the workspace file: `scale`, or a method's calls a minute; none: Slack's own."""

    limits: dict[str, Annotated[float, Field(gt=0)]]


async def _token(world: World, asked: _Token) -> Json:
    if asked.refused == "token_revoked":
        events.tokens_revoked(world)
    elif asked.refused == "account_inactive":
        events.uninstalled(world)
    world.token_refused = asked.refused
    return {}


async def _limit(world: World, asked: _Limits) -> Json:
    if unknown := set(asked.limits) - {"scale", *TIERS}:
        raise ControlError("unknown_method", f"no method {', '.join(sorted(unknown))} here")
    world.limits.override(asked.limits)
    return {}


ROUTES = (
    ("POST", "token", answers(_Token, _token)),
    ("POST", "limits", answers(_Limits, _limit)),
)
