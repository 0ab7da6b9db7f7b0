"""users.*: the app reads people."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox.config import Person
from sandbox.errors import Json, SlackError
from sandbox.web_api.access import metadata, page
from sandbox.web_api.method import Arguments, Method, Paged
from sandbox.world import World

_IMAGE_SIZES = (24, 32, 48, 72, 192, 512)


class _Info(Arguments):
    user: str


def _info(world: World, asked: _Info) -> Json:
    person = world.roster.person(asked.user)
    if person is None or person.id != asked.user:
        raise SlackError("user_not_found")
    shown = _shown(world, person)
    if world.roster.is_stranger(person):
        if not any(person.name in each.members for each in world.roster.channels):
            raise SlackError("user_not_visible")
        shown["is_stranger"] = True
    return {"user": shown}


def _list(world: World, asked: Paged) -> Json:
    own = [each for each in world.roster.people if not world.roster.is_stranger(each)]
    chosen, cursor = page(own, asked)
    shown = [_shown(world, each) for each in chosen]
    return {"members": shown, "cache_ts": int(datetime.now(UTC).timestamp()), **metadata(cursor)}


def _shown(world: World, person: Person) -> Json:
    offset = datetime.now(ZoneInfo(person.tz)).utcoffset()
    assert offset is not None
    is_installer = person is world.roster.installer
    return {
        "id": person.id,
        "team_id": person.team,
        "name": person.name,
        "deleted": False,
        "color": "4bbe2e",
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": int(offset.total_seconds()),
        "profile": _profile(world, person),
        "is_admin": is_installer,
        "is_owner": is_installer,
        "is_primary_owner": is_installer,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": 0,
        "is_email_confirmed": not person.is_bot,
        "who_can_share_contact_card": "EVERYONE",
    }


def _profile(world: World, person: Person) -> Json:
    first, _, last = person.real_name.partition(" ")
    bot = {"api_app_id": world.config.app.id, "bot_id": world.config.app.bot_id}
    return {
        "title": person.title,
        "phone": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "first_name": first,
        "last_name": last,
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": "",
        **{f"image_{size}": f"{world.base_url}/page/icon.svg" for size in _IMAGE_SIZES},
        "team": person.team,
        **(bot if person.is_bot else {}),
    }


METHODS = (
    Method("users.info", _Info, ("users:read",), _info),
    Method("users.list", Paged, ("users:read",), _list),
)
