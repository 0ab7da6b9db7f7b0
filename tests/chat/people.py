"""People in front of Slack: they type, click, fill in forms, say things, and read the answers."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from tests.chat.channels import Channel
from tests.chat.slack import Json, Slack

_PATIENCE_S = 10.0


@dataclass(frozen=True)
class Told:
    """What an act brought to the person who did it.

    messages: what only they see. errors: what stands beside a form's fields. error: what Slack
    itself said. ack_ms: how long Onus took to acknowledge.
    """

    messages: list[Json] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    error: str | None = None
    ack_ms: float = 0.0

    @property
    def text(self) -> str:
        """All of it, one message after the other."""
        return "\n".join(message["text"] for message in self.messages)

    @property
    def buttons(self) -> list[str]:
        """The labels of what can be clicked on it."""
        return [button["text"]["text"] for one in self.messages for button in buttons_of(one)]

    def __contains__(self, words: str) -> bool:
        return words in self.text


@dataclass(frozen=True)
class Form:
    """A modal that is open in front of somebody."""

    person: "Person"
    view: Json

    @property
    def title(self) -> str:
        return str(self.view["title"]["text"])

    @property
    def fields(self) -> list[str]:
        return [block["block_id"] for block in self.view["blocks"] if block["type"] == "input"]

    async def fill(self, **values: str) -> Told:
        """Fill in the fields by their names, and submit."""
        return await self.person.submits(self.view["id"], values)


class Person:
    """Somebody; channel is where they are unless a test says otherwise."""

    def __init__(self, slack: Slack, name: str, channel: Channel) -> None:
        self.name = name
        self.id = f"U0{name.upper()}"
        self.channel = channel
        self.direct = Channel(slack, f"D0{name.upper()}")
        self._slack = slack

    async def types(self, line: str, *, channel: Channel | None = None) -> Told:
        """Type a slash command, and read the answer."""
        return await self._told(await self._type(line, channel))

    async def types_blindly(self, line: str) -> Told:
        """Type a slash command that may open a form or be answered; wait for neither."""
        typed = await self._type(line, None)
        await self._slack.settle()
        return Told(error=typed.get("error"), ack_ms=typed.get("ack_ms", 0.0))

    async def types_for_form(self, line: str) -> Form:
        """Type a slash command that opens a form."""
        return await self._form(await self._type(line, None))

    async def clicks(self, label: str, *, message: Json | None = None) -> Told:
        """Click the newest button of that label, or the one on a message, and read the answer."""
        return await self._told(await self._click(label, message))

    async def clicks_in_place(self, label: str, *, message: Json) -> str:
        """Click a button on a direct message; return what the message has become."""
        await self._click(label, message)
        await self._slack.settle()
        return next(
            str(one["text"]) for one in await self.direct.messages() if one["ts"] == message["ts"]
        )

    async def clicks_beside(self, block: Json, *, message: Json) -> Told:
        """Click the button that stands beside one block of a message, and read the answer."""
        done: Json = await self._slack.do(
            "actions",
            user=self.name,
            channel=message["channel"],
            ts=message["ts"],
            action_id=block["accessory"]["action_id"],
            block_id=block["block_id"],
        )
        return await self._told(done)

    async def clicks_for_form(self, label: str) -> Form:
        """Click a button that opens a form."""
        return await self._form(await self._click(label, None))

    async def chooses(self, value: str, message: Json) -> Form:
        """Choose a value from the menu of a message that only they see; it opens a form."""
        menu = next(
            element
            for block in message["blocks"]
            for element in block.get("elements", ())
            if element["type"] == "static_select"
        )
        done = await self._slack.do(
            "actions",
            user=self.name,
            channel=message["channel"],
            ts=message["ts"],
            action_id=menu["action_id"],
            selected=value,
        )
        return await self._form(done)

    async def takes_shortcut(
        self, callback_id: str, *, ts: str, channel: Channel | None = None
    ) -> Told:
        """Take a shortcut of a message's menu, and read the answer."""
        return await self._told(await self._shortcut(callback_id, ts, channel))

    async def pins(self, ts: str) -> Told:
        """React with a pushpin to a message of their channel, and read the answer."""
        async with self._slack.stream() as events:
            done = await self._slack.do(
                "reactions", user=self.name, channel=self.channel.name, ts=ts, name="pushpin"
            )
            assert done["ok"], done
            async with asyncio.timeout(_PATIENCE_S):
                async for event in events:
                    if event["type"] == "ephemeral" and event["user"] == self.id:
                        break
        await self._slack.settle()
        return Told((await self._ephemerals())[-1:])

    async def takes_shortcut_for_form(
        self, callback_id: str, *, ts: str, channel: Channel | None = None
    ) -> Form:
        """Take a shortcut of a message's menu that opens a form."""
        return await self._form(await self._shortcut(callback_id, ts, channel))

    async def opens_home(self) -> str:
        """Open App Home; return the words on it."""
        async with self._slack.stream() as events:
            assert (await self._slack.do("home", user=self.name))["ok"]
            await self._home_shown(events)
        return _words_of((await self._slack.see("home", user=self.name))["view"])

    async def clicks_at_home(self, label: str) -> tuple[str, str]:
        """Click a button of App Home; return what Onus writes directly, and the words it shows."""
        view = (await self._slack.see("home", user=self.name))["view"]
        accessories = [block["accessory"] for block in view["blocks"] if "accessory" in block]
        (button,) = [each for each in accessories if each["text"]["text"].startswith(label)]
        async with self._slack.stream() as events:
            done = await self._slack.do(
                "actions", user=self.name, view_id=view["id"], action_id=button["action_id"]
            )
            assert done["ok"], done
            await self._home_shown(events)
        await self._slack.settle()
        shown = (await self._slack.see("home", user=self.name))["view"]
        return await self.direct.latest(), _words_of(shown)

    async def _home_shown(self, events: AsyncIterator[Json]) -> None:
        """Wait until Onus has shown App Home anew."""
        async with asyncio.timeout(_PATIENCE_S):
            async for event in events:
                if event["type"] == "home" and event["user"] == self.id:
                    return

    async def submits(self, view_id: str, values: dict[str, str]) -> Told:
        """Submit a form."""
        answer = await self._slack.do(
            "views/submit", user=self.name, view_id=view_id, values=values
        )
        if "errors" in answer:
            return Told(errors=answer["errors"], ack_ms=answer.get("ack_ms", 0.0))
        return await self._told(answer)

    async def says(
        self, text: str, *, channel: Channel | None = None, under: str | None = None
    ) -> Told:
        """Say something that mentions Onus; under: in the thread of the message with those words.

        What Onus answers is waited for.
        """
        room = channel or self.channel
        thread = {"thread_ts": (await room.message(under))["ts"]} if under else {}
        async with self._slack.stream() as events:
            said = await self._slack.do(
                "messages", user=self.name, channel=room.name, text=text, **thread
            )
            assert said["ok"], said
            async with asyncio.timeout(_PATIENCE_S):
                async for event in events:
                    if event["type"] == "ephemeral" and event["user"] == self.id:
                        break
        await self._slack.settle()
        since = float(said["ts"])
        return Told([one for one in await self._ephemerals() if float(one["ts"]) > since])

    async def writes(self, text: str, *, under: Json | None = None) -> Json:
        """Write to Onus directly, in the thread of a message or not; return what it writes back."""
        thread = {"thread_ts": under["ts"]} if under else {}
        async with self._slack.stream() as events:
            said = await self._slack.do(
                "messages", user=self.name, channel="@onus", text=text, **thread
            )
            assert said["ok"], said
            async with asyncio.timeout(_PATIENCE_S):
                answer = await anext(
                    event["message"]
                    async for event in events
                    if event["type"] == "message"
                    and (event["channel"], event["user"]) == (self.direct.name, "U0ONUS")
                )
        await self._slack.settle()
        return {**answer, "channel": self.direct.name}

    async def reads(self) -> list[Json]:
        """Return what only this person sees, oldest change first."""
        return await self._ephemerals()

    async def _type(self, line: str, channel: Channel | None) -> Json:
        command, _, text = line.partition(" ")
        room = channel or self.channel
        typed: Json = await self._slack.do(
            "commands", user=self.name, channel=room.name, command=command, text=text
        )
        return typed

    async def _shortcut(self, callback_id: str, ts: str, channel: Channel | None) -> Json:
        room = (channel or self.channel).name
        taken: Json = await self._slack.do(
            "shortcuts", user=self.name, callback_id=callback_id, channel=room, ts=ts
        )
        return taken

    async def _click(self, label: str, message: Json | None) -> Json:
        seen = [message] if message else await self._seen()
        for one in sorted(seen, key=lambda each: float(each["ts"]), reverse=True):
            for button in buttons_of(one):
                if button["text"]["text"].startswith(label):
                    clicked: Json = await self._slack.do(
                        "actions",
                        user=self.name,
                        channel=one["channel"],
                        ts=one["ts"],
                        action_id=button["action_id"],
                    )
                    return clicked
        raise AssertionError(f"{self.name} sees no button “{label}”")

    async def _seen(self) -> list[Json]:
        ephemerals = await self._ephemerals()
        return [*ephemerals, *await self.channel.messages()]

    async def _ephemerals(self, **since: str | float) -> list[Json]:
        shown = await self._slack.see("ephemerals", user=self.name, **since)
        found: list[Json] = shown["ephemerals"]
        return found

    async def _told(self, done: Json) -> Told:
        """Wait for the answer to an act, and until all that follows from it is in Slack."""
        if "trigger_id" not in done:
            return Told(error=done["error"])
        after = done["trigger_id"]
        await self._ephemerals(after=after, wait_s=_PATIENCE_S)
        await self._slack.settle()
        shown = await self._ephemerals(after=after)
        return Told(shown, error=done.get("error"), ack_ms=done.get("ack_ms", 0.0))

    async def _form(self, done: Json) -> Form:
        assert done["ok"], done
        shown = await self._slack.see(
            "views", user=self.name, after=done["trigger_id"], wait_s=_PATIENCE_S
        )
        assert shown["views"], f"{self.name} sees no form"
        return Form(self, shown["views"][-1])


def buttons_of(message: Json) -> list[Json]:
    """Return a message's buttons."""
    return [
        element
        for block in message.get("blocks") or []
        for element in (*block.get("elements", ()), block.get("accessory", {}))
        if element.get("type") == "button"
    ]


def _words_of(view: Json) -> str:
    return "\n".join(
        text["text"]
        for block in view["blocks"]
        for text in (block.get("text"), *block.get("elements", ()))
        if text
    )
