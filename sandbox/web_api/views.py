"""views.*: the app opens, stacks, updates modals, and publishes App Home."""

from sandbox import content
from sandbox.errors import Json, SlackError
from sandbox.records import View
from sandbox.web_api.method import Arguments, Method
from sandbox.world import World


class _Open(Arguments):
    view: object
    trigger_id: str


class _Update(Arguments):
    view: object
    view_id: str | None = None
    external_id: str | None = None
    hash: str | None = None


class _Publish(Arguments):
    view: object
    user_id: str
    hash: str | None = None


def _open(world: World, asked: _Open) -> Json:
    given = content.view(asked.view, "modal")
    trigger = world.triggers.take(asked.trigger_id)
    return _answer(world, world.views.open(trigger.user, given))


def _push(world: World, asked: _Open) -> Json:
    given = content.view(asked.view, "modal")
    trigger = world.triggers.take(asked.trigger_id)
    if trigger.view_id is None:
        raise SlackError("invalid_trigger_id")
    return _answer(world, world.views.push(trigger.user, given))


def _update(world: World, asked: _Update) -> Json:
    view = world.views.find(view_id=asked.view_id, external_id=asked.external_id)
    given = content.view(asked.view, view.content["type"])
    return _answer(world, world.views.update(view, given, asked.hash))


def _publish(world: World, asked: _Publish) -> Json:
    if not world.config.app.manifest.has_home:
        raise SlackError("not_enabled")
    given = content.view(asked.view, "home")
    person = world.roster.person(asked.user_id)
    if person is None or person.id != asked.user_id:
        raise SlackError("user_not_found")
    return _answer(world, world.views.publish(person.id, given, asked.hash))


def _answer(world: World, view: View) -> Json:
    return {"view": world.views.shown(view)}


METHODS = (
    Method("views.open", _Open, (), _open),
    Method("views.push", _Open, (), _push),
    Method("views.update", _Update, (), _update),
    Method("views.publish", _Publish, (), _publish),
)
