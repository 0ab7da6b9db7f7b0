"""What is set for the app's installation: its token, its limits, the blocks it may use."""

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


class _Blocks(Body):
    """`refused`: types that no message may hold from now on, as while Slack rolls them out."""

    refused: frozenset[str]


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


async def _refuse_blocks(world: World, asked: _Blocks) -> Json:
    world.blocks_refused = asked.refused
    return {}


async def _limit(world: World, asked: _Limits) -> Json:
    if unknown := set(asked.limits) - {"scale", *TIERS}:
        raise ControlError("unknown_method", f"no method {', '.join(sorted(unknown))} here")
    world.limits.override(asked.limits)
    return {}


ROUTES = (
    ("POST", "token", answers(_Token, _token)),
    ("POST", "blocks", answers(_Blocks, _refuse_blocks)),
    ("POST", "limits", answers(_Limits, _limit)),
)
