"""Files in Slack: what people put up for a form, and what stands in one that Onus posted."""

import base64

import aiohttp

from tests.chat.people import Person
from tests.chat.slack import Json, Slack


async def put_up(slack: Slack, who: Person, *, name: str, text: str | bytes) -> str:
    """Have somebody put up a file; return its id, to be chosen in a form."""
    content = text.encode() if isinstance(text, str) else text
    done = await slack.do(
        "files", user=who.name, name=name, content=base64.b64encode(content).decode()
    )
    return str(done["file"])


async def content_of(message: Json) -> str:
    """Return what stands in the one file of a message."""
    (file,) = message["files"]
    headers = {"Authorization": "Bearer xoxb-sandbox"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.get(file["url_private"]) as answer,
    ):
        return await answer.text()
