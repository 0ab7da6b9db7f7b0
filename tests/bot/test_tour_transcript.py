"""What the tour prints for a person."""

import re
from typing import Any, Self

import pytest

from bot.people import NotAnsweredError
from bot.tour import tour as command
from bot.tour import transcript
from bot.tour.checks import judge
from bot.tour.reading import as_read
from bot.tour.story import Scene
from bot.tour.tour import tour
from tests.bot.tour_record import NAMES, good_record, instant, with_text

LONG = "word " * 40


def test_a_reader_sees_names_times_and_emoji() -> None:
    text = ":wrench: <@U0ALICE> wrote in <#C0ACME>: *cause &lt; effect*, <!date^1^{time}|14:00 UTC>"
    assert as_read(text, NAMES) == "🔧 @alice wrote in #acme-status: cause < effect, 14:00 UTC"


def test_a_scene_shows_who_did_what_and_what_only_they_were_shown() -> None:
    happened = Scene(instant("14:05"), "alice in #general", "/whoowns data", [{"text": "*Ours*"}])
    assert transcript.scene(happened, NAMES) == (
        "14:05  alice in #general  /whoowns data\n         │ Ours"
    )


def test_channels_are_shown_one_by_one_with_threads_indented() -> None:
    shown = transcript.channels(good_record())
    assert re.findall(r"^#(.+)$", shown, re.MULTILINE) == [
        *("general", "incidents", "acme-status", "globex-status", "initech-status")
    ]
    assert "\n   14:00  onus  INC-1 · closed\n                Responsibility\n" in shown
    assert "\n      ↳ 14:03  onus  @bob approved restart.\n" in shown
    assert shown.endswith("#initech-status\n   (nobody has said anything)\n")


def test_long_lines_are_broken_below_their_beginning() -> None:
    record = with_text(good_record(), "incidents", 0, "INC-1", LONG)
    lines = transcript.channels(record).splitlines()
    assert max(len(line) for line in lines) <= 100
    assert " " * len("   14:00  onus  ") + "word word" in "\n".join(lines)


def test_checks_are_shown_a_line_each_and_counted() -> None:
    record = with_text(good_record(), "acme-status", 3, "15:30", "later")
    shown = transcript.verdicts(judge(record)).splitlines()
    assert "✗ revised_estimate_shows_both: #acme-status reads no message with both" in "\n".join(
        line[:76] for line in shown
    )
    assert shown[-1] == "14 of 15 checks hold."


class _Silent:
    """A stage on which nobody is answered."""

    async def __aenter__(self) -> Self:
        self.people = self
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def see(self, call: str) -> Any:  # noqa: ANN401  # JSON
        workspace = {"people": [], "channels": [], "app": {"bot_user_id": "U0ONUS"}}
        seen = {"workspace": workspace, "calls": []}
        return seen[call]

    async def now(self) -> object:
        return instant("14:00")

    async def type(self, *typed: str) -> None:
        raise NotAnsweredError(f"no answer to {typed[-1]}")

    def last_words(self) -> str:
        return "the end of its log"


@pytest.mark.parametrize("as_json", [False, True])
async def test_a_story_that_stops_says_why_and_does_not_hold(
    monkeypatch: pytest.MonkeyPatch, *, as_json: bool
) -> None:
    monkeypatch.setattr(command, "Stage", _Silent)
    said: list[str] = []
    warned: list[str] = []
    assert not await tour(as_json=as_json, say=said.append, warn=warned.append)
    assert warned[0].startswith("The story stopped: no answer to /customers add Acme")
    assert warned[0].endswith("the end of its log")
    assert ('"ok": false' if as_json else "0 of 15 checks hold.") in said[-1]
