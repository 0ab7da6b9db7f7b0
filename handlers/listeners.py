"""Listeners: what Slack delivers becomes an Ask, whatever surface it came by.

The app runs its listeners before it acknowledges (`process_before_response`), so what would
change state is in the inbox when Slack hears that it arrived; each listener only keeps or answers.
"""

import asyncio
import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from domain.incident import TITLE_LIMIT
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.kit.ask import SLACK_SAYS, Ask, Upload
from handlers.kit.blocks import Block
from handlers.kit.commands import Parser
from handlers.kit.desk import Desk
from handlers.kit.modals import show
from handlers.kit.mrkdwn import LEADING_MENTION, clip
from handlers.kit.refusals import refused
from handlers.kit.rules import log
from handlers.kit.slack import Slack, SlackRefusedError, SlackUnclearError
from handlers.kit.uploads import UploadError, read_upload
from storage.outbox import Address

Body = dict[str, Any]
MENTIONED_COMMAND = "incident"
ADD_TO_TIMELINE = "add_to_timeline"
OPEN_FROM_THIS = "open_from_this"
PIN = "pushpin"
HEARD = "heard"
JOINED = "member_joined_channel"
_OF_A_CHANNEL = ("archive", "deleted", "left", "rename", "unarchive")
CHANNEL_CHANGES = (
    *(f"{kind}_{change}" for kind in ("channel", "group") for change in _OF_A_CHANNEL),
    "channel_shared",
    "channel_unshared",
    JOINED,
)
ASKED_COMMAND = "whoowns"
_READ_WITHIN_S = 1.5  # of the three seconds until a form is to be acknowledged
CONVERSIONS = ("channel_convert_to_private", "channel_convert_to_public")
"""What Slack notes in a channel, and sends as no event of its own."""

_SAID = (None, "file_share", "thread_broadcast")
_EDITED = "message_changed"
_CHANGED = (_EDITED, "message_deleted")
_DIRECT = "directmessage"  # what Slack calls every channel of direct messages


class Listeners:
    """Registers what Onus listens to, for the commands that are wired."""

    def __init__(self, *, desk: Desk, slack: Slack, commands: Iterable[str]) -> None:
        self._desk = desk
        self._slack = slack
        self._commands = tuple(commands)

    def register(self, app: AsyncApp) -> None:
        """Listen to each command, its buttons and forms, to mentions and direct messages."""
        for command in self._commands:
            app.command(f"/{command}")(self._command)
        names = "|".join(self._commands)
        app.action(re.compile(rf"^(?:{names}):"))(self._action)
        app.view(re.compile(rf"^(?:{names}):"))(self._view)
        app.shortcut(ADD_TO_TIMELINE)(self._shortcut)
        app.shortcut(OPEN_FROM_THIS)(self._shortcut)
        app.event("app_home_opened")(self._home)
        app.event("reaction_added")(self._reaction)
        for change in CHANNEL_CHANGES:
            app.event(change)(self._channel_changed)
        app.event("channel_id_changed")(self._channel_moved)
        for loss in ("tokens_revoked", "app_uninstalled"):
            app.event(loss)(self._token_refused)
        app.event("app_mention")(self._mention)
        app.event("message")(self._message)

    async def _command(self, ack: AsyncAck, body: Body) -> None:
        await self._answer(ack, command_ask(body), trigger_id=body["trigger_id"])

    async def _action(self, ack: AsyncAck, body: Body) -> None:
        ask = action_ask(body)
        if self._open_form(ask, trigger_id=body["trigger_id"]):
            await ack()
            return
        await self._keep(ack, ask)
        if is_home(body):
            await self._desk.keep(home_ask(body["user"]["id"], key=body["trigger_id"]))

    async def _home(self, ack: AsyncAck, body: Body) -> None:
        event = body["event"]
        if event["tab"] == "home":
            await self._keep(ack, home_ask(event["user"], key=body["event_id"]))
        else:
            await ack()

    async def _reaction(self, ack: AsyncAck, body: Body) -> None:
        """Keep what is pinned; where it cannot be read now, Slack delivers the pin again."""
        event = body["event"]
        shared = body.get("is_ext_shared_channel")  # with another organisation: nothing of ours
        said = None
        if event["reaction"] == PIN and event["item"]["type"] == "message" and not shared:
            said = await self._said_at(event["item"])
        if said is None:
            await ack()
        else:
            await self._keep(ack, pin_ask(event, said))

    async def _channel_changed(self, ack: AsyncAck, body: Body) -> None:
        """Have a channel that matters looked at; of members only Onus itself does."""
        event = body["event"]
        others = event["type"] == JOINED and event["user"] != _us(body)
        verb = None if others else await self._desk.watches(channel_of(event))
        if verb:
            await self._keep(ack, change_ask(body, verb))
        else:
            await ack()

    async def _channel_moved(self, ack: AsyncAck, body: Body) -> None:
        """Follow a channel that matters to its new id."""
        if await self._desk.watches(body["event"]["old_channel_id"]):
            await self._keep(ack, move_ask(body))
        else:
            await ack()

    async def _token_refused(self, ack: AsyncAck, body: Body) -> None:
        await self._keep(ack, refused_ask(body))

    async def _said_at(self, item: Body) -> Body | None:
        """Return the message at that place."""
        ts = item["ts"]
        found = await self._slack.ask(
            "conversations.replies", channel=item["channel"], ts=ts, latest=ts, inclusive=True
        )
        return next((one for one in found["messages"] if one["ts"] == ts), None)

    async def _shortcut(self, ack: AsyncAck, body: Body) -> None:
        ask = shortcut_ask(body)
        if self._open_form(ask, trigger_id=body["trigger_id"]):
            await ack()
            return
        await self._keep(ack, ask)

    async def _view(self, ack: AsyncAck, body: Body) -> None:
        try:
            ask = view_ask(body, upload=await self._upload(body))
        except Refusal as unread:
            await ack(response_action="errors", errors=_beside(unread, body))
            return
        refusal = await self._desk.submit(ask)
        if refusal is None:
            await ack()
        else:
            await ack(response_action="errors", errors=_beside(refusal, body))

    async def _upload(self, body: Body) -> Upload | None:
        """Return the file that a form holds, None where it holds none; raises UploadError."""
        file_id = _chosen_file(body["view"]["state"]["values"])
        if file_id is None:
            return None
        try:
            async with asyncio.timeout(_READ_WITHIN_S):
                return await read_upload(self._slack, file_id)
        except (SlackRefusedError, SlackUnclearError, TimeoutError) as error:
            log.warning("file %s could not be read: %s", file_id, error)
            raise UploadError("Slack did not give me the file. Submit it again.") from error

    async def _mention(self, ack: AsyncAck, body: Body) -> None:
        await self._keep(ack, mention_ask(body, self._desk.command))

    async def _message(self, ack: AsyncAck, body: Body) -> None:
        """Keep what is written to Onus, and what is replied where customers read of an outage.

        An edit or a deletion is kept where the message stands on a timeline.
        """
        if body["event"].get("subtype") in CONVERSIONS:
            await self._channel_changed(ack, body)
        elif body["event"].get("subtype") in _CHANGED:
            await self._changed(ack, body)
        elif not is_said(body):
            await ack()
        elif body["event"]["channel_type"] == "im":
            await self._keep(ack, direct_ask(body))
        elif await self._desk.overhears(reply := reply_ask(body)):
            await self._keep(ack, reply)
        else:
            await ack()

    async def _changed(self, ack: AsyncAck, body: Body) -> None:
        """Keep what becomes of a message on a timeline; Bolt drops what Onus changes itself."""
        channel_id, message = body["event"]["channel"], body["event"].get("previous_message", {})
        if "user" in message and await self._desk.keeps(channel_id=channel_id, ts=message["ts"]):
            await self._keep(ack, changed_ask(body))
        else:
            await ack()

    async def _keep(self, ack: AsyncAck, ask: Ask) -> None:
        """Keep what came by a surface whose acknowledgement can carry no answer."""
        too_late = await self._desk.keep(ask)
        await ack()
        if too_late:
            self._desk.later(f"too late {ask.key}", self._desk.reply(ask, too_late))

    async def _answer(self, ack: AsyncAck, ask: Ask, *, trigger_id: str) -> None:
        if self._open_form(ask, trigger_id=trigger_id):
            await ack()
            return
        message = await self._desk.take(ask)
        if message is None:
            await ack()
        else:
            await ack(text=message.text, blocks=[dict(block) for block in message.blocks] or None)

    def _open_form(self, ask: Ask, *, trigger_id: str) -> bool:
        view = self._desk.form(ask)
        if view is None:
            return False
        self._desk.later(f"form {ask.key}", self._show(view, ask, trigger_id))
        return True

    async def _show(self, view: Block, ask: Ask, trigger_id: str) -> None:
        try:
            await show(self._slack, await self._desk.filled(ask, view), trigger_id=trigger_id)
        except (SlackRefusedError, SlackUnclearError, TimeoutError) as error:
            log.warning("a form for %s could not be shown: %s", ask.line, error)
            await self._desk.reply(ask, _no_form(ask, error))


def command_ask(body: Body) -> Ask:
    """Return what a slash command asks."""
    address = Address(
        channel_id=body["channel_id"], user_id=body["user_id"], respond_url=body["response_url"]
    )
    command = body["command"].removeprefix("/")
    line = body.get("text") or ""
    trigger_id = body["trigger_id"]
    key = f"command:{trigger_id}"
    return Ask(key, command, line, address, typed=True, trigger_id=trigger_id)


def action_ask(body: Body) -> Ask:
    """Return what a click asks: the line that the button stands for.

    The answer replaces an ephemeral message, and a direct one; in a thread it appears there, which
    a response_url cannot do; else it appears in the channel.
    """
    action = body["actions"][0]
    if is_home(body):
        user_id = body["user"]["id"]
        at_home = Address(user_id, user_id, direct=True)  # the answer comes by a direct message
        return Ask(f"action:{body['trigger_id']}", _command_of(action), action["value"], at_home)
    container = body["container"]
    ephemeral = bool(container.get("is_ephemeral"))
    thread_ts = container.get("thread_ts")
    direct = body["channel"]["name"] == _DIRECT
    in_place = ephemeral or direct
    in_thread = thread_ts is not None and not in_place
    address = Address(
        channel_id=body["channel"]["id"],
        user_id=body["user"]["id"],
        thread_ts=thread_ts,
        respond_url=None if in_thread else body["response_url"],
        replace_original=in_place,
    )
    line = action.get("value") or action.get("selected_option", {}).get("value", "")
    trigger_id = body["trigger_id"]
    key = f"action:{trigger_id}"
    return Ask(key, _command_of(action), line, address, thread_ts=thread_ts, trigger_id=trigger_id)


def _command_of(action: Body) -> str:
    return str(action["action_id"].partition(":")[0])


def is_home(body: Body) -> bool:
    """Whether a click was on App Home, which is in no channel."""
    return bool(body.get("view", {}).get("type") == "home")


def home_ask(user_id: str, *, key: str) -> Ask:
    """Return what opening App Home asks: to be shown."""
    address = Address(user_id, user_id, direct=True)
    return Ask(f"home:{key}", MENTIONED_COMMAND, "home", address)


def shortcut_ask(body: Body) -> Ask:
    """Return what a shortcut of a message's menu asks: a line with the message's words."""
    said = body["message"]
    thread_ts = said.get("thread_ts")
    address = Address(body["channel"]["id"], body["user"]["id"], respond_url=body["response_url"])
    words = (said.get("text") or "").strip()
    line = f"keep {said['ts']} {said.get('user', '')} {words}"
    if body["callback_id"] == OPEN_FROM_THIS:
        line = f"open-from {clip(' '.join(words.split()), TITLE_LIMIT)}"
    return Ask(f"shortcut:{body['trigger_id']}", MENTIONED_COMMAND, line, address, thread_ts)


def pin_ask(event: Body, said: Body) -> Ask:
    """Return what a pin asks: the same once, however many people pin a message."""
    item = event["item"]
    address = Address(item["channel"], event["user"], thread_ts=said.get("thread_ts"))
    line = f"keep-pinned {said['ts']} {said.get('user', '')} {(said.get('text') or '').strip()}"
    key = f"pin:{item['channel']}:{item['ts']}"
    return Ask(key, MENTIONED_COMMAND, line, address, said.get("thread_ts"))


def view_ask(body: Body, *, upload: Upload | None = None) -> Ask:
    """Return what a filled-in form asks."""
    view = body["view"]
    where = json.loads(view["private_metadata"])
    line = where.pop("line")
    address = Address(user_id=body["user"]["id"], **where)
    return Ask(
        f"view:{view['id']}:{view['hash']}",
        view["callback_id"].partition(":")[0],
        line,
        address,
        thread_ts=address.thread_ts,
        form=_filled_in(view["state"]["values"]),
        upload=upload,
    )


def mention_ask(body: Body, command_of: Callable[[str], Parser]) -> Ask:
    """Return what a mention asks: an incident's verb, else who is responsible.

    `list who patches …` asks; in a thread, what follows `note` or `open` is that verb's text.
    """
    event = body["event"]
    line = LEADING_MENTION.sub("", event.get("text") or "").strip()
    thread_ts = event.get("thread_ts")
    address = Address(channel_id=event["channel"], user_id=event["user"], thread_ts=thread_ts)
    verbs, questions = command_of(MENTIONED_COMMAND), command_of(ASKED_COMMAND)
    asks = questions.asks(line) and not (thread_ts and verbs.takes_words(line))
    command = MENTIONED_COMMAND if verbs.knows(line) and not asks else ASKED_COMMAND
    return Ask(f"message:{event['channel']}:{event['ts']}", command, line, address, thread_ts)


def channel_of(event: Body) -> str:
    """Return the channel that an event is about."""
    channel = event["channel"]
    return str(channel["id"] if isinstance(channel, dict) else channel)


def change_ask(body: Body, verb: tuple[str, str]) -> Ask:
    """Return what is asked of a channel that is not as it was: to look at it.

    verb: of which command, and its name. Whoever changed it asks, where Slack says who.
    """
    event, (command, name) = body["event"], verb
    channel_id = channel_of(event)
    who = event.get("actor_id") or event.get("user") or _us(body)
    address = Address(channel_id, str(who))
    return Ask(f"{SLACK_SAYS}{body['event_id']}", command, f"{name} <#{channel_id}>", address)


def move_ask(body: Body) -> Ask:
    """Return what is asked of a channel with another id: to follow it."""
    event, us = body["event"], _us(body)
    before, after = event["old_channel_id"], event["new_channel_id"]
    line, address = f"moved <#{before}> <#{after}>", Address(after, us)
    return Ask(f"{SLACK_SAYS}{body['event_id']}", "customers", line, address)


def refused_ask(body: Body) -> Ask:
    """Return what is asked where the token is refused; nobody asks it."""
    us = _us(body)
    line, address = "token-refused", Address(us, us, direct=True)
    return Ask(f"{SLACK_SAYS}{body['event_id']}", MENTIONED_COMMAND, line, address)


def _us(body: Body) -> str:
    return str(body["authorizations"][0]["user_id"])


def is_said(body: Body) -> bool:
    """Whether a message event is of somebody who says something: no edit, no deletion, no app."""
    event = body["event"]
    return event.get("subtype") in _SAID and "bot_id" not in event


def changed_ask(body: Body) -> Ask:
    """Return what an edit or a deletion of a message asks: to put down what it says now."""
    event = body["event"]
    before = event["previous_message"]
    now = event["message"] if event["subtype"] == _EDITED else {}
    address = Address(event["channel"], before["user"])
    line = f"kept-changed {before['ts']} {now.get('text') or ''}"
    return Ask(f"changed:{body['event_id']}", MENTIONED_COMMAND, line, address)


def direct_ask(body: Body) -> Ask:
    """Return what a direct message asks: who is responsible."""
    event = body["event"]
    line = LEADING_MENTION.sub("", event.get("text") or "").strip()
    thread_ts = event.get("thread_ts")
    address = Address(event["channel"], event["user"], thread_ts=thread_ts, direct=True)
    return Ask(f"message:{event['channel']}:{event['ts']}", ASKED_COMMAND, line, address, thread_ts)


def reply_ask(body: Body) -> Ask:
    """Return what is asked of a message in a channel: to show it where the incident is worked on.

    Its key is another than a mention's, which is the same message.
    """
    event = body["event"]
    thread_ts = event.get("thread_ts")
    address = Address(event["channel"], event["user"], thread_ts=thread_ts)
    line = f"{HEARD} {event.get('text') or ''}"
    return Ask(
        f"reply:{event['channel']}:{event['ts']}", MENTIONED_COMMAND, line, address, thread_ts
    )


def _filled_in(values: dict[str, dict[str, dict[str, Any]]]) -> dict[str, str]:
    found = {}
    for block_id, elements in values.items():
        for element in elements.values():
            option = element.get("selected_option") or {}
            value = element.get("value") or option.get("value")
            person = element.get("selected_user")
            chosen = f"<@{person}>" if person else element.get("selected_conversation")
            found[block_id] = value or chosen or ""
    return found


def _chosen_file(values: dict[str, dict[str, dict[str, Any]]]) -> str | None:
    held = (element for elements in values.values() for element in elements.values())
    files = (file for element in held for file in element.get("files") or ())
    return next((str(file["id"]) for file in files), None)


def _beside(refusal: Refusal, body: Body) -> dict[str, str]:
    """Return the refusal beside the field that it is about, else beside the first."""
    fields = _filled_in(body["view"]["state"]["values"])
    holding = [name for name, value in fields.items() if value and value.strip() == refusal.typed]
    field = refusal.field if refusal.field in fields else next(iter(holding or fields))
    instead = f" Type instead: {refusal.instead[0]}" if refusal.instead else ""
    return {str(field): refusal.why + instead}


def _no_form(ask: Ask, error: Exception) -> InternalMessage:
    refusal = Refusal(
        f"The form could not be shown ({type(error).__name__}). Type the whole line instead.",
        instead=(f"/{ask.command} help",),
    )
    return refused(refusal, command=ask.command, line=ask.line)
