"""The story: an escape from a virtual machine is suspected, and customers are kept told.

Everybody acts over the control API alone, and knows only what they are shown. carol types times
in her own zone, Europe/Berlin, an hour ahead of UTC on that day.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.people import CUSTOMERS, NotAnsweredError, People, buttons, label_of
from bot.tour.record import INCIDENTS, TITLE, TOLD, Message, Record, promised_at
from bot.tour.stage import Stage

_MINUTE = timedelta(minutes=1)
_STOPPABLE = timedelta(seconds=15)


@dataclass(frozen=True)
class Scene:
    """Something that somebody did at an instant, and what only they were shown for it."""

    at: datetime
    who: str
    did: str
    shown: Sequence[Message] = ()


Watch = Callable[[Scene, Mapping[str, str]], None]


class Story:
    """`await Story(stage, watch).play()`, then `record()`; watch is told each scene."""

    def __init__(self, stage: Stage, watch: Watch) -> None:
        self._stage = stage
        self._watch = watch
        self._people: People = stage.people
        self._names: dict[str, str] = {}
        self._answers: dict[str, Sequence[Message]] = {}
        self._killed_at: datetime | None = None
        self._restarted_at: datetime | None = None

    async def play(self) -> None:
        """Play it to its end; raises NotAnsweredError where it cannot go on."""
        self._names = _names(await self._people.see("workspace"))
        await self._get_ready()
        await self._ask()
        await self._open_and_assess()
        await self._agree_on_a_mitigation()
        await self._tell_customers()
        await self._stay_silent()
        await self._lose_onus()
        await self._revise_the_estimate()
        await self._recover_and_close()

    async def record(self) -> Record:
        """Return what it came to, from the sandbox's own record."""
        workspace = await self._people.see("workspace")
        return Record(
            channels={
                one["name"]: await self._read(one["name"])
                for one in workspace["channels"]
                if not one["is_im"]
            },
            names=_names(workspace),
            bot=workspace["app"]["bot_user_id"],
            answers=self._answers,
            calls=await self._people.see("calls"),
            killed_at=self._killed_at,
            restarted_at=self._restarted_at,
        )

    async def _get_ready(self) -> None:
        for line in CUSTOMERS:
            await self._type("carol", line)

    async def _ask(self) -> None:
        await self._type("alice", "/whoowns hypervisor iaas", channel="general", step="whoowns")
        await self._type("bob", "/whoowns hyper iaas", channel="general", step="unknown")
        await self._click("bob", "unknown", channel="general", step="nearest")

    async def _open_and_assess(self) -> None:
        await self._type(
            "alice",
            '/incident open "Hypervisor escape suspected on cluster 7" '
            "sev 1 layer hypervisor model iaas",
        )
        await self._pass(_MINUTE)
        await self._type("alice", "/incident advance")
        await self._pass(_MINUTE)
        await self._type("alice", "/incident advance", step="verdict")
        await self._click("alice", "verdict", label="Security incident")

    async def _agree_on_a_mitigation(self) -> None:
        mitigate = "/incident mitigate restart the hosts of cluster 7 for 45m services vm"
        await self._type("alice", mitigate)
        await self._type("alice", "/incident approve", step="own approval")
        await self._pass(_MINUTE)
        asked = [one for one in await self._read(INCIDENTS) if _offers(one, "Approve")]
        await self._press("bob", asked[-1], label="Approve", step="approval")
        await self._type("alice", "/incident advance")

    async def _tell_customers(self) -> None:
        await self._pass(2 * _MINUTE)
        await self._publish(
            "carol", f"/incident outage {TITLE} impact partial services vm eta 15:45 next 15m"
        )
        await self._type("alice", "/incident begin")
        await self._settled()

    async def _stay_silent(self) -> None:
        promised = await self._promised()
        await self._stage.wait_until(promised)
        self._happened(promised, "nobody", "has news: the promised update is due.")

    async def _lose_onus(self) -> None:
        """Onus dies before a commitment, which falls due while it is dead."""
        promised = await self._promised()
        await self._stage.wait_until(promised - _MINUTE)
        self._killed_at = await self._stage.kill_onus()
        self._happened(self._killed_at, "Onus", "is killed (SIGKILL).")
        await self._stage.wait_until(promised + 3 * _MINUTE)
        self._restarted_at = await self._stage.now()
        self._happened(self._restarted_at, "Onus", f"is started again; {promised:%H:%M} is over.")
        await self._stage.start_onus()
        await self._settled()

    async def _revise_the_estimate(self) -> None:
        await self._pass(2 * _MINUTE)
        await self._publish("carol", "/incident eta 16:30 the first hosts took longer than planned")

    async def _recover_and_close(self) -> None:
        await self._pass(20 * _MINUTE)
        await self._type("alice", "/incident end every host of cluster 7 answers again")
        await self._publish("carol", "/incident recovered")
        await self._type("alice", "/incident exposed no the escape never reached a customer's disk")
        await self._type("alice", "/incident advance")
        await self._pass(10 * _MINUTE)
        await self._type("alice", "/incident advance")
        await self._settled()
        await self._type("alice", "/incident timeline", step="timeline")

    async def _publish(self, user: str, line: str) -> None:
        """Type a notice, and send what the preview shows."""
        await self._type(user, line, step="preview")
        await self._click(user, "preview", label="Send to")
        await self._pass(_STOPPABLE)

    async def _type(
        self, user: str, line: str, *, channel: str = INCIDENTS, step: str = ""
    ) -> None:
        at = await self._stage.now()
        shown = self._answers[step or line] = await self._people.type(user, channel, line)
        self._happened(at, f"{user} in #{channel}", line, shown)

    async def _click(
        self,
        user: str,
        earlier: str,
        *,
        label: str = "",
        channel: str = INCIDENTS,
        step: str = "",
    ) -> None:
        """Click a button of what the person was shown in an earlier step; bare, the first."""
        await self._press(user, self._answers[earlier][-1], label=label, channel=channel, step=step)

    async def _press(
        self, user: str, message: Message, *, label: str, channel: str = INCIDENTS, step: str
    ) -> None:
        at = await self._stage.now()
        button = _button(message, label)
        shown = await self._people.click(user, message, button, channel=channel)
        self._answers[step or label] = shown
        self._happened(at, f"{user} in #{channel}", f"clicks [{label_of(button)}]", shown)

    def _happened(self, at: datetime, who: str, did: str, shown: Sequence[Message] = ()) -> None:
        self._watch(Scene(at, who, did, shown), self._names)

    async def _promised(self) -> datetime:
        """Return when customers expect the next update, as they read it."""
        promised = promised_at((await self._read(TOLD[0]))[-1])
        if promised is None:
            raise NotAnsweredError(f"the last message in #{TOLD[0]} promises no update")
        return promised

    async def _read(self, channel: str) -> list[Message]:
        """Read a channel with its threads, each root followed by its replies."""
        found: list[Message] = []
        messages = f"channels/{channel}/messages"
        for root in (await self._people.see(messages))["messages"]:
            if root.get("reply_count"):
                found += (await self._people.see(messages, thread_ts=root["ts"]))["messages"]
            else:
                found.append(root)
        return found

    async def _settled(self) -> None:
        await self._pass(timedelta(0))

    async def _pass(self, time: timedelta) -> None:
        await self._stage.wait_until(await self._stage.now() + time)


def _offers(message: Message, label: str) -> bool:
    return any(label_of(button) == label for button in buttons(message))


def _button(message: Message, label: str) -> dict[str, Any]:
    for button in buttons(message):
        if label_of(button).startswith(label):
            return button
    raise NotAnsweredError(f"there is no button “{label}” under: {message['text']}")


def _names(workspace: Mapping[str, Any]) -> dict[str, str]:
    return {one["id"]: one["name"] for one in (*workspace["people"], *workspace["channels"])}
