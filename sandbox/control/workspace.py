"""Who and what is there: the first thing that a page asks."""

from sandbox.control.api import Nothing, answers
from sandbox.control.clock import reading
from sandbox.errors import Json
from sandbox.world import World


async def _workspace(world: World, _: Nothing) -> Json:
    app = world.config.app
    manifest = app.manifest
    described = {"id": app.id, "name": manifest.name, "bot_user_id": app.bot_user_id}
    return {
        "team": world.roster.home.model_dump(),
        "partners": [team.model_dump() for team in world.config.partners],
        "people": [world.roster.shown_person(person) for person in world.roster.people],
        "user_groups": [
            group.model_dump(include={"id", "handle", "name"}) for group in world.roster.user_groups
        ],
        "channels": [
            world.roster.shown(channel)
            for channel in (*world.roster.channels, *world.roster.direct)
        ],
        "app": {
            **described,
            "has_home": manifest.has_home,
            "request_url": world.request_url.url,
            "commands": [command.model_dump() for command in manifest.commands],
            "shortcuts": [shortcut.model_dump() for shortcut in manifest.shortcuts],
        },
        "steps": [step.model_dump() for step in world.config.steps],
        "clock": reading(world),
        "stream_id": world.stream.last_id,
    }


ROUTES = (("GET", "workspace", answers(Nothing, _workspace)),)
