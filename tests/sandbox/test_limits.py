"""Rate limits: a token bucket per method, and per channel for posts."""

import aiohttp
import pytest

from sandbox import limits
from sandbox.config import Config
from sandbox.limits import Limits
from sandbox.server import Sandbox


class Watch:
    """A clock that the test moves."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    monkeypatch.setattr(limits, "time", watch)
    return watch


@pytest.mark.parametrize(
    ("method", "burst", "wait_s"),
    [
        ("conversations.list", 1, 3),
        ("conversations.history", 1, 2),
        ("users.info", 1, 1),
        ("auth.test", 10, 1),
        ("apps.connections.open", 10, 60),
    ],
)
def test_each_tier_has_its_burst_and_its_wait(
    watch: Watch, method: str, burst: int, wait_s: int
) -> None:
    limits = Limits({})
    assert [limits.wait_s(method, None) for _ in range(burst)] == [0] * burst
    assert limits.wait_s(method, None) == wait_s
    watch.now += wait_s
    assert limits.wait_s(method, None) == 0


def test_a_channel_takes_one_post_a_second_and_the_workspace_five(watch: Watch) -> None:
    limits = Limits({})
    assert limits.wait_s("chat.postMessage", "C1") == 0
    assert [limits.wait_s("chat.postMessage", "C1") for _ in range(9)] == [1] * 9
    others = [limits.wait_s("chat.postMessage", f"D{n}") for n in range(5)]
    assert others == [0, 0, 0, 0, 1]
    watch.now += 1
    assert limits.wait_s("chat.postMessage", "C1") == 0


def test_a_workspace_file_loosens_them(watch: Watch) -> None:
    loose = Limits({"scale": 1000})
    assert not any(loose.wait_s("conversations.list", None) for _ in range(300))
    one = Limits({"conversations.list": 600})
    assert [one.wait_s("conversations.list", None) for _ in range(10)] == [0] * 10
    assert one.wait_s("conversations.list", None) == 1
    assert watch.now == 1000


async def test_one_call_too_many_is_a_429_with_retry_after(config: Config) -> None:
    strict = config.model_copy(update={"limits": {}})
    headers = {"Authorization": "Bearer xoxb-sandbox"}
    async with Sandbox(strict) as box, aiohttp.ClientSession(headers=headers) as session:
        url = f"{box.url}/api/conversations.list"
        assert (await session.post(url)).status == 200
        response = await session.post(url)
        assert response.status == 429
        assert response.headers["Retry-After"] == "3"
        assert await response.json() == {"ok": False, "error": "ratelimited"}
