"""A channel as Slack's methods answer with it."""

from sandbox.config import Channel
from sandbox.errors import Json
from sandbox.rooms import is_general
from sandbox.web_api.access import is_member
from sandbox.world import World


def shown(world: World, channel: Channel) -> Json:
    """Return a channel that is no conversation of two."""
    home = world.roster.home.id
    is_shared = bool(channel.shared_with)
    creator = world.roster.person(channel.creator or "") or world.roster.installer
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_general": is_general(world, channel),
        "is_member": is_member(world, channel),
        "is_shared": is_shared,
        "is_ext_shared": is_shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "context_team_id": home,
        "shared_team_ids": [home, *channel.shared_with],
        "connected_team_ids": list(channel.shared_with),
        "internal_team_ids": [home],
        "pending_shared": [],
        "pending_connected_team_ids": [],
        "previous_names": list(channel.previous_names),
        "created": channel.created,
        "updated": channel.created * 1000,
        "creator": creator.id,
        "unlinked": 0,
        "topic": _text(channel.topic, creator.id, channel.created),
        "purpose": _text("", "", 0),
    }


def shown_direct(world: World, channel: Channel) -> Json:
    """Return somebody's direct messages with the app."""
    (person,) = (each for each in world.roster.members(channel) if not each.is_bot)
    return {
        "id": channel.id,
        "created": channel.created,
        "is_archived": False,
        "is_im": True,
        "is_org_shared": False,
        "context_team_id": world.roster.home.id,
        "updated": channel.created * 1000,
        "user": person.id,
        "is_user_deleted": False,
        "is_open": True,
        "priority": 0,
    }


def _text(value: str, creator: str, last_set: int) -> Json:
    return {
        "value": value,
        "creator": creator if value else "",
        "last_set": last_set if value else 0,
    }
