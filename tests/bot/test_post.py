"""What an address answers to a message: tried again as it asks, tried again, or given up."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.post import post
from handlers.kit.trouble import BusyError, RefusedError, UnclearError

SAID = {"/busy": (429, "7"), "/ill": (503, None), "/gone": (404, None), "/no": (400, None)}


async def _answer(request: web.Request) -> web.Response:
    if request.path == "/cut":
        assert request.transport
        request.transport.close()
    status, wait = SAID.get(request.path, (200, None))
    headers = {"Retry-After": wait} if wait else {}
    return web.json_response(
        {"ok": False, "error": "invalid_blocks"}, status=status, headers=headers
    )


@pytest.fixture
async def address() -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/{any}", _answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}"
    await runner.cleanup()


async def _post(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        await post(session, url, b"{}", what="response_url")


async def test_what_was_taken_is_done(address: str) -> None:
    await _post(f"{address}/taken")


async def test_a_429_waits_for_as_long_as_it_says(address: str) -> None:
    with pytest.raises(BusyError) as busy:
        await _post(f"{address}/busy")
    assert busy.value.retry_after_s == 7


@pytest.mark.parametrize("path", ["ill", "cut"])
async def test_a_5xx_or_a_broken_connection_leaves_its_fate_open(address: str, path: str) -> None:
    with pytest.raises(UnclearError, match="response_url: "):
        await _post(f"{address}/{path}")


@pytest.mark.parametrize("path", ["gone", "no"])
async def test_what_is_refused_is_given_up_with_their_own_word(address: str, path: str) -> None:
    with pytest.raises(RefusedError, match="invalid_blocks"):
        await _post(f"{address}/{path}")
