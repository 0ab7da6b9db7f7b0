"""A method of the Web API: what it takes, what it needs, what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from sandbox.errors import Json
from sandbox.world import World


class Arguments(BaseModel):
    """A method's arguments; Slack passes over the ones it does not know."""

    model_config = ConfigDict(coerce_numbers_to_str=True)


class Paged(Arguments):
    """The arguments of a method that answers in pages."""

    cursor: str = ""
    limit: int = 100


Args = TypeVar("Args", bound=Arguments)


@dataclass(frozen=True)
class Method(Generic[Args]):
    """`scopes`: any one of them will do here; `run` may ask for more. `token`: which kind."""

    name: str
    arguments: type[Args]
    scopes: tuple[str, ...]
    run: Callable[[World, Args], Json]
    token: Literal["bot", "app"] = "bot"  # noqa: S105 - a kind of token, not one
