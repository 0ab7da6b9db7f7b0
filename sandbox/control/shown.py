"""What one person sees: ephemeral messages, open modals, App Home."""

from sandbox import events
from sandbox.control.api import Body, answers, insider, person_named
from sandbox.ephemerals import shown
from sandbox.errors import ControlError, Json
from sandbox.records import Ephemeral
from sandbox.triggers import seq_of
from sandbox.world import World


class _Seen(Body):
    """`after`: since that trigger; `wait_s`: so long until there is something."""

    user: str
    after: str | None = None
    wait_s: float = 0


class _Home(Body):
    user: str


async def _ephemerals(world: World, asked: _Seen) -> Json:
    person = person_named(world, asked.user)
    since = seq_of(asked.after)

    def seen() -> list[Ephemeral]:
        return world.ephemerals.of(person.id, after_seq=since)

    return {"ephemerals": [shown(e) for e in await world.stream.wait_for(seen, asked.wait_s)]}


async def _stack(world: World, asked: _Seen) -> Json:
    person = person_named(world, asked.user)
    since = seq_of(asked.after)

    def changed() -> bool:
        return any(view.changed > since for view in world.views.stack(person.id))

    await world.stream.wait_for(changed, asked.wait_s)
    return {"views": [world.views.shown(view) for view in world.views.stack(person.id)]}


async def _home(world: World, asked: _Seen) -> Json:
    person = person_named(world, asked.user)
    since = seq_of(asked.after)

    def published() -> bool:
        view = world.views.home(person.id)
        return view is not None and view.changed > since

    await world.stream.wait_for(published, asked.wait_s)
    view = world.views.home(person.id)
    return {"view": world.views.shown(view) if view else None}


async def _open_home(world: World, asked: _Home) -> Json:
    person = person_named(world, asked.user)
    insider(world, person, "App Home")
    if not world.config.app.manifest.has_home:
        raise ControlError("home_tab_disabled", "this app has no App Home")
    events.home_opened(world, person)
    return {}


ROUTES = (
    ("GET", "ephemerals", answers(_Seen, _ephemerals)),
    ("GET", "views", answers(_Seen, _stack)),
    ("GET", "home", answers(_Seen, _home)),
    ("POST", "home", answers(_Home, _open_home)),
)
