"""Looking up a channel: in the list of all, and alone while Slack takes long to give that."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest

from handlers.kit import directory
from handlers.kit.directory import Directory
from storage.workspaces import Workspace

OURS = Workspace("T0ONUS", "Northwind", "U0ONUS", "SLACK_BOT_TOKEN")
ACME = {"id": "C1", "name": "acme", "is_member": True, "shared_team_ids": ["T0ONUS", "T0ACME"]}


class FakeSlack:
    """Lists one channel, or never comes to an end of it."""

    def __init__(self) -> None:
        self.hangs = False
        self.asked: list[str] = []

    async def pages(self, method: str, *_: object, **__: object) -> AsyncIterator[dict[str, Any]]:
        self.asked.append(method)
        if self.hangs:
            await asyncio.Event().wait()
        yield ACME

    async def ask(self, method: str, **_: object) -> dict[str, Any]:
        self.asked.append(method)
        return {"channel": {**ACME, "shared_team_ids": ["T0ONUS", "T0ACME", "T0X"]}}


async def test_a_list_serves_all_until_it_changes_and_then_one_is_asked_for_rather_than_waited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(directory, "LISTED_WITHIN_S", 0.01)
    slack, changed = FakeSlack(), asyncio.Event()
    looking = Directory(
        cast("Any", slack), workspace=OURS, channel="incidents", timezone="UTC", changed=changed
    )
    for _ in range(3):
        assert (await looking.channel("C1")).organisations == ("T0ACME",)
    assert slack.asked == ["conversations.list"]
    slack.hangs = True
    changed.set()
    assert (await looking.channel("C1")).organisations == ("T0ACME", "T0X")
    assert slack.asked == ["conversations.list", "conversations.list", "conversations.info"]
