"""POST people: somebody new, in this workspace or at a partner."""

from typing import Annotated

from pydantic import Field

from sandbox.config import Person
from sandbox.control.api import Body, answers
from sandbox.errors import ControlError, Json
from sandbox.world import World


class _New(Body):
    """Without a `team` they belong to the workspace itself."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9._-]+$")]
    real_name: str
    title: str = ""
    team: str | None = None


async def _hire(world: World, asked: _New) -> Json:
    team = asked.team or world.roster.home.id
    teams = {world.roster.home.id, *(partner.id for partner in world.config.partners)}
    if team not in teams:
        raise ControlError("team_not_found", f"there are: {', '.join(sorted(teams))}")
    if world.roster.person(asked.name) or world.roster.user_group(asked.name):
        raise ControlError("name_taken", f"{asked.name!r} is somebody already")
    named = {"name": asked.name, "real_name": asked.real_name, "title": asked.title}
    person = Person(id=f"U{world.clock.next_seq():X}", team=team, **named)
    world.roster.save_person(person)
    world.stream.publish("person", person=world.roster.shown_person(person))
    direct = world.roster.direct_with(person)
    if direct:
        world.stream.publish("channel", channel=world.roster.shown(direct))
    return {"user": person.id}


ROUTES = (("POST", "people", answers(_New, _hire)),)
