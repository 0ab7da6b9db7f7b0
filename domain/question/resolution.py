"""The resolution: what a question turned out to ask."""

from dataclasses import dataclass
from enum import StrEnum

from domain.matrix import Layer, Model, Provider


class Outcome(StrEnum):
    """A cell, a row, a column, a question back, or no question about responsibility."""

    ANSWER = "answer"
    ROW = "row"
    COLUMN = "column"
    ASK = "ask"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Why:
    """Which words of the question did what."""

    words: str
    did: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a question asks.

    `candidates` are ids of layers or models to offer where the outcome is `ask`, and `offered` the
    same as exactly as they are known: services where the words name several. `nearest` are ids of
    layers, models or services close to the words of an `unknown` question; `unlisted` is a product
    that it names and that no catalog lists. `provider` is absent only where the outcome is
    `unknown`.
    """

    outcome: Outcome
    layer: Layer | None = None
    model: Model | None = None
    service: str | None = None
    provider: Provider | None = None
    candidates: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    unlisted: str = ""
    why: tuple[Why, ...] = ()
