"""The workspace in operation: everything that the Web API and the people's side share."""

from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from sandbox.clock import Clock
from sandbox.config import Config
from sandbox.elements import Values
from sandbox.ephemerals import Ephemerals
from sandbox.errors import Json
from sandbox.event_queue import EventQueue
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.followers import Followers
from sandbox.limits import Limits
from sandbox.messages import Messages
from sandbox.request_url import RequestUrl
from sandbox.response_urls import ResponseUrls
from sandbox.roster import Roster
from sandbox.socket_mode import SocketMode
from sandbox.store import Store
from sandbox.stream import Stream
from sandbox.timestamps import Timestamps
from sandbox.timing import Timing
from sandbox.triggers import Triggers
from sandbox.views import Views
from sandbox.wire import Wire

_CALLS_KEPT = 100_000


@dataclass(kw_only=True)
class World:
    """The parts, wired.

    `chosen`: what somebody has selected in a message so far, by person, channel and `ts`.
    `base_url` is where the sandbox can be reached, known once it listens. `token_refused`: with
    which error every call is, once the app's bot token is no good any more. `blocks_refused`: types
    of blocks that no message may hold for now.
    """

    config: Config
    store: Store
    clock: Clock
    roster: Roster
    stream: Stream
    messages: Messages
    ephemerals: Ephemerals
    views: Views
    files: Files
    triggers: Triggers
    response_urls: ResponseUrls
    limits: Limits
    faults: Faults
    sockets: SocketMode
    request_url: RequestUrl
    wire: Wire
    events: EventQueue
    followers: Followers
    calls: deque[Json] = field(default_factory=lambda: deque(maxlen=_CALLS_KEPT))
    chosen: dict[tuple[str, str, str], Values] = field(default_factory=dict)
    base_url: str = ""
    token_refused: str | None = None
    blocks_refused: frozenset[str] = frozenset()

    @classmethod
    def create(cls, config: Config, state: Path | None, timing: Timing) -> Self:
        """Wire a workspace; its state lasts in a file, or is gone at the end."""
        store, stream, faults = Store(state), Stream(), Faults()
        roster, clock = Roster(config, store), Clock(config, store)
        stamps = Timestamps(clock)
        sockets = SocketMode(app_id=config.app.id, faults=faults, timing=timing)
        request_url = RequestUrl(config=config, store=store, faults=faults, timing=timing)
        wire = Wire(request_url=request_url, sockets=sockets)
        return cls(
            config=config,
            store=store,
            clock=clock,
            roster=roster,
            stream=stream,
            messages=Messages(
                app=config.app,
                roster=roster,
                clock=clock,
                stamps=stamps,
                store=store,
                stream=stream,
            ),
            ephemerals=Ephemerals(clock=clock, stamps=stamps, store=store, stream=stream),
            views=Views(app=config.app, roster=roster, clock=clock, store=store, stream=stream),
            files=Files(home=config.team, clock=clock, store=store),
            triggers=Triggers(clock, timing),
            response_urls=ResponseUrls(store, timing),
            limits=Limits(config.limits),
            faults=faults,
            sockets=sockets,
            request_url=request_url,
            wire=wire,
            events=EventQueue(wire=wire, clock=clock, store=store, timing=timing),
            followers=Followers(clock, stream, timing),
        )
