"""Files: uploaded by the app in three steps, chosen by people in forms, read with the token."""

import asyncio
import base64
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.config import Config
from sandbox.server import Sandbox
from tests.sandbox.conftest import People, refusal
from tests.sandbox.raw_app import RawApp

BYTES = bytes(range(256))
FORM: dict[str, Any] = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Import"},
    "submit": {"type": "plain_text", "text": "Check"},
    "blocks": [
        {
            "type": "input",
            "block_id": "file",
            "label": {"type": "plain_text", "text": "Matrix"},
            "element": {
                "type": "file_input",
                "action_id": "chosen",
                "filetypes": ["toml", "csv"],
                "max_files": 1,
            },
        }
    ],
}


async def put_up(people: People, user: str, name: str, content: bytes = BYTES) -> str:
    body = {"user": user, "name": name, "content": base64.b64encode(content).decode()}
    return str((await people.do("files", **body))["file"])


async def test_slacks_own_client_uploads_and_shares_a_file(
    slack: AsyncWebClient, people: People, app: RawApp
) -> None:
    uploaded = await slack.files_upload_v2(
        content=BYTES, filename="all.bin", title="All bytes", channel="C0OPEN", initial_comment="x"
    )
    event = (await app.answer())["payload"]["event"]
    assert [each["title"] for each in event["files"]] == ["All bytes"]
    (message,) = (await slack.conversations_history(channel="C0OPEN"))["messages"]
    (file,) = message["files"]
    assert (file["id"], file["size"], message["text"]) == (uploaded["file"]["id"], 256, "x")
    info = (await slack.files_info(file=file["id"]))["file"]
    assert info.items() >= file.items()
    assert info["shares"]["public"]["C0OPEN"][0]["ts"] == message["ts"]
    (shown,) = (await people.see("channels/open/messages"))["messages"]
    assert shown["files"] == [file]


async def test_a_file_is_read_with_the_bot_token_alone(
    slack: AsyncWebClient, people: People, session: aiohttp.ClientSession, box: Sandbox
) -> None:
    file = (await slack.files_info(file=await put_up(people, "ann", "naïve.toml")))["file"]
    for url in (file["url_private"], file["url_private_download"]):
        token = {"Authorization": "Bearer xoxb-sandbox"}
        async with session.get(url, headers=token) as answer:
            assert await answer.read() == BYTES
        async with session.get(url, allow_redirects=False) as answer:
            assert answer.status == 302
    async with session.get(f"{box.url}/sandbox/api/files/{file['id']}") as answer:
        assert await answer.read() == BYTES
        assert "attachment" in answer.headers["Content-Disposition"]


async def test_an_upload_must_come_whole_before_it_is_completed_and_once(
    slack: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    room = await slack.files_getUploadURLExternal(filename="a.toml", length=3)
    files = [{"id": room["file_id"]}]
    assert await refusal(slack.files_completeUploadExternal(files=files)) == "file_not_found"
    assert await refusal(slack.files_info(file=room["file_id"])) == "file_not_found"
    async with session.post(room["upload_url"], data=b"ab") as answer:
        assert answer.status == 400
    with aiohttp.MultipartWriter("form-data") as form:
        form.append(b"abc")
    async with session.post(room["upload_url"], data=form) as answer:
        assert await answer.text() == "OK - 3"
    done = await slack.files_completeUploadExternal(files=files)
    assert done["files"] == [{"id": room["file_id"], "title": "a.toml"}]
    assert await refusal(slack.files_completeUploadExternal(files=files)) == "file_not_found"
    async with session.post(room["upload_url"], data=b"xyz") as answer:
        assert answer.status == 404


async def test_a_file_that_cannot_be_shared_is_not_completed(
    slack: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    room = await slack.files_getUploadURLExternal(filename="a.toml", length=3)
    async with session.post(room["upload_url"], data=b"abc") as answer:
        assert answer.status == 200
    files = [{"id": room["file_id"]}]
    shared = slack.files_completeUploadExternal(files=files, channel_id="C0FOREIGN")
    assert await refusal(shared) == "not_in_channel"
    assert (await slack.files_completeUploadExternal(files=files, channel_id="C0OPEN"))["ok"]


async def test_a_person_shares_a_file_and_the_app_deletes_only_its_own(
    slack: AsyncWebClient, people: People, app: RawApp
) -> None:
    theirs = await put_up(people, "ann", "shot.png")
    said = {"user": "ann", "channel": "open", "files": [theirs]}
    assert (await people.do("messages", **said))["ok"]
    event = (await app.answer())["payload"]["event"]
    assert (event["subtype"], event["files"][0]["name"]) == ("file_share", "shot.png")
    assert (await people.do("messages", **{**said, "user": "ben"}))["error"] == "file_not_found"
    assert await refusal(slack.files_delete(file=theirs)) == "cant_delete_file"
    own = await slack.files_upload_v2(content=BYTES, filename="own.txt", channel="C0OPEN")
    await slack.files_delete(file=own["file"]["id"])
    assert await refusal(slack.files_info(file=own["file"]["id"])) == "file_not_found"
    newest = (await slack.conversations_history(channel="C0OPEN"))["messages"][0]
    assert newest["files"] == [{"id": own["file"]["id"], "mode": "tombstone"}]


async def test_a_form_takes_files_as_it_says(
    people: People, app: RawApp, slack: AsyncWebClient, box: Sandbox
) -> None:
    await slack.views_open(trigger_id=box.world.triggers.give("U0ANN"), view=FORM)
    (view,) = (await people.see("views", user="ann"))["views"]
    good = await put_up(people, "ann", "matrix.toml")
    wrong = {
        "": "required",
        "F0NONE": "no file",
        await put_up(people, "ben", "theirs.toml"): "no file",
        await put_up(people, "ann", "virus.exe"): "none of these: toml, csv",
    }
    for value, told in wrong.items():
        refused = await people.do(
            "views/submit", user="ann", view_id=view["id"], values={"file": value}
        )
        assert told in refused["errors"]["file"]
    two = {"file": [good, good]}
    refused = await people.do("views/submit", user="ann", view_id=view["id"], values=two)
    assert "at most 1" in refused["errors"]["file"]
    submitted = asyncio.create_task(
        people.do("views/submit", user="ann", view_id=view["id"], values={"file": [good]})
    )
    state = (await app.answer())["payload"]["view"]["state"]["values"]["file"]["chosen"]
    assert (await submitted)["ok"]
    assert [each["name"] for each in state["files"]] == ["matrix.toml"]
    assert state["files"][0]["url_private_download"].startswith(box.url)


async def test_files_outlive_the_sandbox(config: Config, tmp_path: Path) -> None:
    async with Sandbox(config, state=tmp_path / "state.db") as box:
        files = box.world.files
        file = files.complete(files.upload(files.announce(user="U0ANN", name="a", size=256), BYTES))
    async with Sandbox(config, state=tmp_path / "state.db") as box:
        kept = box.world.files.get(file.id)
        assert kept
        assert kept.content == BYTES


@pytest.mark.parametrize("body", [{"content": "not base64!"}, {"name": "a/b"}, {"user": "nobody"}])
async def test_what_is_no_file_is_told(people: People, body: dict[str, str]) -> None:
    whole = {"user": "ann", "name": "a", "content": "YQ==", **body}
    assert not (await people.do("files", **whole))["ok"]
