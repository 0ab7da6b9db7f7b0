"""The server is for this machine's programs and its own page only."""

import aiohttp
import pytest

from sandbox.server import Sandbox
from tests.sandbox.conftest import People


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "attacker.example"},
        {"Host": "127.0.0.1.attacker.example:8030"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://attacker.example"},
        {"Origin": "null"},
    ],
)
async def test_a_foreign_page_or_name_is_kept_out(
    box: Sandbox, session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    for path in ("/", "/sandbox/api/workspace", "/sandbox/api/clock/follow", "/api/auth.test"):
        async with session.get(box.url + path, headers=headers) as response:
            assert response.status == 403


async def test_the_page_itself_may_ask(box: Sandbox, session: aiohttp.ClientSession) -> None:
    local = box.url.replace("127.0.0.1", "localhost")
    for url in (box.url, local):
        async with session.get(f"{url}/", headers={"Origin": url}) as response:
            assert response.status == 200
            assert "text/html" in response.headers["Content-Type"]


async def test_a_body_that_is_no_json_is_told(
    box: Sandbox, session: aiohttp.ClientSession, people: People
) -> None:
    async with session.post(f"{box.url}/sandbox/api/messages", data="hello") as response:
        assert (await response.json())["error"] == "invalid_json"
    async with session.post(f"{box.url}/sandbox/api/messages", json=[1]) as response:
        assert (await response.json())["error"] == "invalid_arguments"
    assert (await people.see("channels/open/messages"))["messages"] == []
