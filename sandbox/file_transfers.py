"""The bytes of files: taken at an upload address, given at a private one for the app's token."""

from urllib.parse import quote

from aiohttp import BodyPartReader, web

from sandbox.errors import SlackError
from sandbox.records import File
from sandbox.web_api.access import need_scope
from sandbox.world import World


async def receive(world: World, request: web.Request) -> web.Response:
    """Take an upload, as it is or as the only part of a form."""
    file = world.files.awaited(request.match_info["key"])
    if file is None or file.is_complete:
        raise web.HTTPNotFound(text="no upload is awaited here")
    content = await _content(request)
    if len(content) != file.size:
        raise web.HTTPBadRequest(text=f"{file.size} bytes were announced, {len(content)} came")
    world.files.upload(file, content)
    return web.Response(text=f"OK - {len(content)}")


async def give(world: World, request: web.Request) -> web.Response:
    """Answer with a file's content; who may not see it is sent to sign in, as on Slack."""
    file = world.files.get(request.match_info["place"].rpartition("-")[2])
    if file is None:
        raise web.HTTPNotFound
    if not _may_read(world, request):
        raise web.HTTPFound(f"https://{world.roster.home.domain}.slack.com/signin")
    return download(file)


def download(file: File) -> web.Response:
    """Return a file as something to save: what an app uploads is never shown as a page."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(body=file.content, headers=headers, content_type="application/octet-stream")


def _may_read(world: World, request: web.Request) -> bool:
    if request.headers.get("Authorization") != f"Bearer {world.config.tokens.bot}":
        return False
    try:
        need_scope(world, "files:read")
    except SlackError:
        return False
    return True


async def _content(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    part = await (await request.multipart()).next()
    if not isinstance(part, BodyPartReader):
        raise web.HTTPBadRequest(text="a form with one file is expected")
    return bytes(await part.read())
