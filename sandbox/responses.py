"""What the app answers to a command or a click, by its ack or by response_url, put on show."""

from sandbox import content, events
from sandbox.errors import Json, SlackError
from sandbox.records import Ephemeral, Message, ResponseUrl
from sandbox.world import World


def respond(world: World, place: ResponseUrl, body: Json, *, via: str) -> None:
    """Show an answer; raises SlackError where Slack would not take it."""
    original = _original(world, place)
    if body.get("delete_original"):
        _delete(world, original)
    elif body.get("replace_original") and original is not None:
        _replace(world, original, content.message(body, refused=world.blocks_refused))
    else:
        _add(world, place, body, via=via)


def _original(world: World, place: ResponseUrl) -> Message | Ephemeral | None:
    if place.ts is None:
        return None
    found = world.messages.get(place.channel, place.ts)
    return found or world.ephemerals.get(place.channel, place.ts)


def _delete(world: World, original: Message | Ephemeral | None) -> None:
    if isinstance(original, Ephemeral):
        world.ephemerals.delete(original)
    elif original is not None:
        events.message_deleted(world, original)
        world.messages.delete(original)


def _replace(world: World, original: Message | Ephemeral, new: Json) -> None:
    if isinstance(original, Ephemeral):
        world.ephemerals.replace(original, **new)
    else:
        events.message_changed(world, world.messages.edit(original, **new), original)


def _add(world: World, place: ResponseUrl, body: Json, *, via: str) -> None:
    new = content.message(body, refused=world.blocks_refused)
    if body.get("response_type") != "in_channel":
        world.ephemerals.show(
            place.channel, place.user, via=via, trigger_id=place.trigger_id, **new
        )
        return
    thread_ts = body.get("thread_ts")
    if thread_ts and world.messages.get(place.channel, thread_ts) is None:
        raise SlackError("thread_not_found")
    message = world.messages.post(
        place.channel,
        world.roster.bot.id,
        bot_id=world.config.app.bot_id,
        thread_ts=thread_ts,
        **new,
    )
    events.message_posted(world, message)
