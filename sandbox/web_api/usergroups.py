"""usergroups.*: the app reads who is mentioned by one handle."""

from sandbox.config import UserGroup
from sandbox.errors import Json, SlackError
from sandbox.web_api.method import Arguments, Method
from sandbox.world import World

_CREATED = 1_700_000_000


class _List(Arguments):
    include_users: bool = False
    include_count: bool = False


class _Users(Arguments):
    usergroup: str


def _list(world: World, asked: _List) -> Json:
    return {"usergroups": [_shown(world, each, asked) for each in world.roster.user_groups]}


def _users(world: World, asked: _Users) -> Json:
    group = world.roster.user_group(asked.usergroup)
    if group is None or group.id != asked.usergroup:
        raise SlackError("no_such_subteam")
    return {"users": _ids(world, group)}


def _shown(world: World, group: UserGroup, asked: _List) -> Json:
    users = _ids(world, group)
    creator = world.roster.installer.id
    return {
        "id": group.id,
        "team_id": world.roster.home.id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": group.description,
        "handle": group.handle,
        "is_external": False,
        "date_create": _CREATED,
        "date_update": _CREATED,
        "date_delete": 0,
        "auto_type": None,
        "auto_provision": False,
        "enterprise_subteam_id": "",
        "created_by": creator,
        "updated_by": creator,
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
        **({"users": users} if asked.include_users else {}),
        **({"user_count": len(users)} if asked.include_count else {}),
    }


def _ids(world: World, group: UserGroup) -> list[str]:
    return [person.id for person in world.roster.people if person.name in group.members]


METHODS = (
    Method("usergroups.list", _List, ("usergroups:read",), _list),
    Method("usergroups.users.list", _Users, ("usergroups:read",), _users),
)
