"""POST user_groups: an admin says who is in one."""

from sandbox.control.api import Body, answers, person_named
from sandbox.errors import ControlError, Json
from sandbox.world import World


class _Members(Body):
    """`members` are names or ids: all of them, also those who were in it before."""

    user_group: str
    members: list[str]


async def _set_members(world: World, asked: _Members) -> Json:
    group = world.roster.user_group(asked.user_group)
    if group is None:
        handles = ", ".join(each.handle for each in world.roster.user_groups) or "none"
        raise ControlError("no_such_subteam", f"there are: {handles}")
    names = tuple(person_named(world, each).name for each in asked.members)
    world.roster.save_user_group(group.model_copy(update={"members": names}))
    return {}


ROUTES = (("POST", "user_groups", answers(_Members, _set_members)),)
