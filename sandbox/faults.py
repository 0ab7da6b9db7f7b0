"""Faults on order: what goes wrong, where, how often."""

import random
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["429", "500", "slow", "drop_before", "drop_after", "socket_cut", "socket_refresh"]


class Fault(BaseModel):
    """One order. `method` is a Web API method, or an envelope type for the sockets' faults.

    `times` strikes (default 1; with a `rate` unlimited); `rate`: the probability of each strike,
    the same sequence for the same `seed`. `retry_after` in seconds is for 429; `delay_s` for
    slow, and from a socket's warning to its refresh.
    """

    model_config = ConfigDict(extra="forbid")
    kind: Kind
    method: str | None = None
    channel: str | None = None
    times: int | None = Field(default=None, ge=1)
    rate: float | None = Field(default=None, gt=0, le=1)
    seed: int = 0
    retry_after: int = Field(default=1, ge=1)
    delay_s: float | None = Field(default=None, ge=0)

    @property
    def is_anywhere(self) -> bool:
        """Whether it names no place and no chance: a socket's fault then strikes at once."""
        return self.method is None and self.channel is None and self.rate is None


class Faults:
    """The orders that stand, in the order in which they came."""

    def __init__(self) -> None:
        self._orders: list[tuple[Fault, random.Random]] = []

    def order(self, fault: Fault) -> None:
        """Let something go wrong."""
        times = fault.times or (None if fault.rate else 1)
        chance = random.Random(fault.seed)  # noqa: S311 - a test's dice, not a secret
        self._orders.append((fault.model_copy(update={"times": times}), chance))

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        self._orders.clear()

    def strike(self, method: str, channel: str | None, kinds: set[str]) -> Fault | None:
        """Return the fault of one of these kinds that strikes here and now, or None."""
        for fault, chance in self._orders:
            if (
                fault.kind in kinds
                and fault.method in (None, method)
                and fault.channel in (None, channel)
                and (fault.rate is None or chance.random() < fault.rate)
            ):
                self._used(fault)
                return fault
        return None

    def _used(self, fault: Fault) -> None:
        if fault.times is not None:
            fault.times -= 1
            self._orders = [order for order in self._orders if order[0].times != 0]
