"""What people do on the page works with real clicks and keys, against a real Bolt app."""

from pathlib import Path

import pytest
from playwright.async_api import expect
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.server import Sandbox
from tests.page.conftest import Visit
from tests.page.visitor import PHONE

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_command_is_completed_and_its_answer_is_only_for_its_person(visit: Visit) -> None:
    ben, ann = await visit("ben", "open"), await visit("ann", "open")
    await ben.composer.press_sequentially("/ca")
    await expect(ben.page.get_by_role("option")).to_contain_text("A card that only you see")
    await ben.composer.press("Tab")
    await expect(ben.composer).to_have_value("/card ")
    await ben.composer.press_sequentially("now")
    await ben.composer.press("Enter")
    card = ben.message("Provider, not the customer: @ben sees this alone.")
    await expect(card).to_contain_text("Only visible to you")
    await expect(card).to_contain_text("Ben Ray used /card now")
    await expect(ben.composer).to_have_value("")
    await ben.press("Replace")
    await expect(ben.message("The card was replaced.")).to_contain_text("Only visible to you")
    await expect(card).to_have_count(0)
    await ben.press("Dismiss")
    await expect(ben.message("The card was replaced.")).to_have_count(0)
    await expect(ann.message("Provider")).to_have_count(0)


async def test_a_confirm_dialog_stands_before_the_click(visit: Visit) -> None:
    ben = await visit("ben", "open")
    await ben.say("/card confirm")
    await ben.press("Ask first")
    await expect(ben.modal).to_contain_text("It cannot be undone.")
    await ben.press("Leave it")
    await expect(ben.modal).to_have_count(0)


async def test_an_unanswered_click_is_told_in_words(visit: Visit) -> None:
    ben = await visit("ben", "open")
    await ben.say("/nothing at all")
    await expect(ben.page.get_by_role("alert")).to_contain_text("/nothing is not a valid command")
    await expect(ben.composer).to_have_value("/nothing at all")


async def test_every_block_is_drawn_and_hostile_text_stays_text(visit: Visit) -> None:
    ann = await visit("ann", "gallery")
    await ann.say("/gallery")
    shown = ann.message("<b>Every block</b> & more 🎉")
    for text in ("raw *not bold*", "#shared", "@here", "Started", "1 < 2", "an item", "Heading"):
        await expect(shown).to_contain_text(text)
    await expect(shown).to_contain_text("Next today at 16:00")
    await expect(shown.get_by_role("cell", name="Provider")).to_be_visible()
    await expect(shown.get_by_role("link", name="a chart")).to_be_visible()
    await expect(
        shown.get_by_role("img", name="Minutes to recover: SEV1: Jan 42, Feb 31")
    ).to_be_visible()
    await expect(shown.get_by_role("img", name="By layer: hypervisor 3")).to_be_visible()
    await shown.get_by_role("button", name="Cheer").click()
    await expect(ann.message("Hooray")).to_be_visible()
    await shown.get_by_role("button", name="More options").click()
    await expect(shown.get_by_role("menuitem")).to_have_text(["One", "Two"])
    await ann.page.keyboard.press("Escape")
    await expect(shown.get_by_role("menuitem")).to_have_count(0)
    await shown.get_by_role("combobox", name="Severity").select_option(label="SEV2 major")
    await expect(ann.message("Picked sev2")).to_be_visible()
    hostile = '<img src=x onerror="document.title=1"> <!channel> *Кластер* 😬'
    await ann.say(hostile)
    await expect(ann.message("<img src=x onerror=")).to_contain_text("Кластер 😬")


async def test_a_thread_is_answered_in_its_pane_and_takes_no_command(visit: Visit) -> None:
    ann, ben = await visit("ann", "open"), await visit("ben", "open")
    await ann.say("Who is @showcase?")
    root = ben.message("Who is @showcase?")
    await root.get_by_role("button", name="1 reply").click()
    await expect(ben.thread).to_contain_text("You called?")
    await ben.reply("A reply from Ben")
    await expect(ann.message("Who is @showcase?")).to_contain_text("2 replies")
    await ben.reply("/card")
    await expect(ben.thread.get_by_role("alert")).to_contain_text("not supported in threads")
    await expect(ben.thread).to_contain_text("Mention the app instead: @showcase")
    await ben.press("Close the thread")
    await expect(ben.thread).to_have_count(0)


async def test_a_message_is_reacted_to_and_taken_by_a_shortcut(visit: Visit) -> None:
    ann, ben = await visit("ann", "open"), await visit("ben", "open")
    await ann.say("Remember this")
    await ben.message("Remember this").hover()
    await ben.message("Remember this").get_by_role("button", name="React with eyes").click()
    await expect(ann.message("Remember this")).to_contain_text("👀 1")
    await ben.message("Remember this").get_by_role("button", name="More actions").click()
    await ben.page.get_by_role("menuitem", name="Pin it").click()
    await ann.message("Remember this").get_by_role("button", name="1 reply").click()
    await expect(ann.thread).to_contain_text("Pinned.")


async def test_mentions_are_completed_and_a_permalink_opens_here(visit: Visit) -> None:
    ann = await visit("ann", "open")
    await ann.composer.press_sequentially("@be")
    await ann.composer.press("Tab")
    await ann.composer.press_sequentially("#sha")
    await ann.composer.press("Enter")
    await expect(ann.composer).to_have_value("@ben #shared ")
    await ann.composer.press("Enter")
    said = ann.message("@ben #shared")
    ts = await said.get_attribute("data-ts")
    assert ts is not None
    await ann.say(f"see https://home.slack.com/archives/C0OPEN/p{ts.replace('.', '')}")
    await ann.page.get_by_role("link", name="https://home.slack.com").click()
    await expect(ann.thread).to_contain_text("@ben #shared")
    await ann.thread.get_by_role("button", name="#shared").click()
    await expect(ann.composer).to_have_attribute("aria-label", "Message #shared")


async def test_a_modal_shows_errors_beside_the_input_then_goes_on(visit: Visit) -> None:
    ann = await visit("ann", "open")
    await ann.say("/form")
    await expect(ann.modal.get_by_role("note")).to_have_text("Customers will read it.")
    await ann.modal.get_by_role("button", name="Open").click()
    await expect(ann.modal.get_by_role("alert")).to_have_text(
        "Please complete this required field."
    )
    title = ann.modal.get_by_role("textbox", name="Title")
    await title.fill("bad")
    await ann.modal.get_by_role("combobox", name="Services").select_option("disks")
    await ann.modal.get_by_role("button", name="Open").click()
    await expect(ann.modal.get_by_role("alert")).to_have_text("Not that one.")
    await expect(title).to_have_value("bad")
    await title.fill("good")
    await ann.modal.get_by_role("button", name="Open").click()
    await expect(ann.modal).to_contain_text("It was opened.")
    await ann.page.keyboard.press("Escape")
    await expect(ann.modal).to_contain_text("Say what happens.")
    await ann.modal.get_by_role("button", name="Cancel").click()
    await expect(ann.modal).to_have_count(0)


async def test_an_outsider_sees_only_what_is_shared(visit: Visit) -> None:
    ann = await visit("ann", "shared")
    await ann.page.get_by_role("button", name="Zoe Far").click()
    await expect(ann.page.get_by_role("list", name="Channels")).to_contain_text("shared")
    await expect(ann.page.get_by_role("list", name="Channels").get_by_role("button")).to_have_count(
        1
    )
    await expect(ann.page.get_by_role("status")).to_contain_text("another organisation")
    await expect(ann.page.get_by_role("button", name="Things to try")).to_have_count(0)
    await ann.say("/card")
    await expect(ann.page.get_by_role("alert")).to_be_visible()
    await ann.say("A line from Zoe")
    await expect(ann.message("A line from Zoe")).to_contain_text("EXTERNAL")


async def test_time_is_skipped_and_the_new_time_shown(visit: Visit) -> None:
    ann = await visit("ann", "open")
    await ann.press("Skip 15 minutes")
    await expect(ann.page.get_by_role("status")).to_contain_text(
        "15 minutes later: it is 14:15 UTC"
    )
    await expect(ann.page.get_by_role("banner")).to_contain_text("14:15:")


async def test_steps_stand_on_the_first_screen_then_come_one_by_one_also_on_a_phone(
    visit: Visit,
) -> None:
    ann = await visit("ann", "shared", size=PHONE)
    steps = ann.page.get_by_role("region", name="Things to try")
    await expect(steps).to_have_count(0)
    await ann.press("Channels and people")
    await ann.page.get_by_role("list", name="Channels").get_by_role("button", name="open").click()
    await expect(steps).to_be_visible()
    await ann.press("Try it: Ask for a card")
    await expect(ann.page.get_by_role("heading", name="open", level=1)).to_be_visible()
    await expect(ann.composer).to_have_value("/card now")
    await ann.press("Send")
    await expect(ann.message("Ben Ray used /card now").last).to_be_visible()
    await ann.press("Close the things to try")
    await ann.press("Channels and people")
    await ann.page.get_by_role("button", name="Ann Lee").click()
    await expect(ann.page.get_by_role("button", name="Ann Lee")).not_to_be_visible()
    await expect(ann.message("Only visible to you")).to_have_count(0)
    await expect(steps).to_have_count(0)
    await ann.press("Things to try")
    await expect(steps).to_be_visible()


async def test_ones_own_message_is_edited_pinned_and_deleted(visit: Visit) -> None:
    ann, ben = await visit("ann", "open"), await visit("ben", "open")
    await ann.say("to @ben: 1 < 2 and teh end")
    said = ann.message("to @ben")
    await said.hover()
    await said.get_by_role("button", name="More actions").click()
    await ann.page.get_by_role("menuitem", name="Edit message").click()
    field = ann.page.get_by_role("textbox", name="Edit message")
    await expect(field).to_have_value("to @ben: 1 < 2 and teh end")
    await field.fill("to @ben: the end")
    await field.press("Enter")
    await expect(ben.message("to @ben: the end")).to_contain_text("(edited)")
    await ben.message("the end").hover()
    await ben.message("the end").get_by_role("button", name="More actions").click()
    await expect(ben.page.get_by_role("menuitem", name="Edit message")).to_have_count(0)
    await ben.page.get_by_role("menuitem", name="Pin to channel").click()
    await expect(ann.message("the end")).to_contain_text("Pinned")
    await ann.message("the end").hover()
    await ann.message("the end").get_by_role("button", name="More actions").click()
    await ann.page.get_by_role("menuitem", name="Delete message").click()
    await ann.modal.get_by_role("button", name="Delete").click()
    await expect(ben.message("the end")).to_have_count(0)


async def test_files_go_with_a_message_and_shortcuts_from_anywhere(
    visit: Visit, tmp_path: Path
) -> None:
    ben = await visit("ben", "open")
    (tmp_path / "log.txt").write_text("x" * 2000)
    await ben.page.get_by_label("Attach files").first.set_input_files(tmp_path / "log.txt")
    await expect(ben.page.get_by_role("list", name="Attached files")).to_contain_text("log.txt")
    await ben.press("Send")
    shared = ben.message("log.txt")
    await expect(shared.get_by_role("link", name="log.txt")).to_be_visible()
    await expect(shared).to_contain_text("2 kB")
    await ben.press("Shortcuts")
    await ben.page.get_by_role("menuitem", name="Start a round").click()
    await expect(ben.modal).to_contain_text("It was opened.")
    await ben.press("Done")
    await expect(ben.modal).to_have_count(0)


async def test_the_apps_home_shows_what_it_publishes(visit: Visit) -> None:
    ann = await visit("ann", "open")
    await ann.page.get_by_role("list", name="Apps").get_by_role("button").click()
    await expect(ann.page.get_by_role("main")).to_contain_text("Nothing burns.")


async def test_direct_messages_are_their_persons_alone(visit: Visit, box: Sandbox) -> None:
    ben, ann = await visit("ben", "open"), await visit("ann", "open")
    await ben.page.get_by_role("list", name="Direct messages").get_by_role("button").click()
    await expect(ben.composer).to_have_attribute("aria-label", "Message Showcase")
    await ben.say("between us")
    await expect(ben.message("between us")).to_be_visible()
    slack = AsyncWebClient(token="xoxb-sandbox", base_url=f"{box.url}/api/")
    await slack.chat_postMessage(channel="U0ANN", text="and between us two")
    unread = ann.page.get_by_role("list", name="Direct messages").get_by_role("button")
    await expect(unread).to_contain_text("unread")
    await unread.click()
    await expect(ann.message("and between us two")).to_be_visible()
    await expect(ann.message("between us").filter(has_text="Ben")).to_have_count(0)


async def test_files_are_chosen_in_a_form_and_shown_with_a_message(
    visit: Visit, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("ours.toml", "theirs.toml")]
    for file in files:
        file.write_text("side = 1")
    ann = await visit("ann", "open")
    await ann.say("/import")
    await ann.press("Check")
    await expect(ann.modal).to_contain_text("Please complete this required field.")
    chosen = ann.modal.get_by_label("Your matrix")
    await chosen.set_input_files(files)
    await expect(ann.modal).to_contain_text("2 files are ready")
    await ann.press("Check")
    report = ann.message("Checked.").get_by_role("link", name="report.txt")
    async with ann.page.expect_download() as saving:
        await report.click()
    saved = await (await saving.value).path()
    assert saved.read_text() == "ours.toml and theirs.toml"


async def test_a_channel_that_is_made_renamed_and_archived_changes_live(
    visit: Visit, box: Sandbox
) -> None:
    ann = await visit("ann", "open")
    channels = ann.page.get_by_role("list", name="Channels")
    slack = AsyncWebClient(token="xoxb-sandbox", base_url=f"{box.url}/api/")
    made = (await slack.conversations_create(name="war-room"))["channel"]["id"]
    await slack.conversations_invite(channel=made, users="U0ANN")
    await channels.get_by_role("button", name="war-room").click()
    await expect(ann.message("@ann has joined the channel")).to_be_visible()
    await slack.conversations_rename(channel=made, name="peace-room")
    await expect(ann.composer).to_have_attribute("aria-label", "Message #peace-room")
    await ann.press("Channel actions")
    await ann.page.get_by_role("menuitem", name="Archive channel").click()
    await expect(ann.page.get_by_text("#peace-room is archived")).to_be_visible()
    await ann.press("Channel actions")
    await ann.page.get_by_role("menuitem", name="Unarchive channel").click()
    await expect(ann.composer).to_be_visible()
    await ann.press("Channel actions")
    await ann.page.get_by_role("menuitem", name="Remove Showcase").click()
    await expect(ann.message("@showcase was removed from the channel")).to_be_visible()
    await slack.conversations_create(name="elsewhere")
    await expect(channels).not_to_contain_text("elsewhere")


async def test_unread_messages_are_counted_and_outlast_a_reload(visit: Visit, box: Sandbox) -> None:
    ann = await visit("ann", "gallery")
    slack = AsyncWebClient(token="xoxb-sandbox", base_url=f"{box.url}/api/")
    opened = ann.page.get_by_role("list", name="Channels").get_by_role("button", name="open")
    for text in ("first of two", "second of two"):
        await slack.chat_postMessage(channel="C0OPEN", text=text)
    await expect(opened).to_contain_text("2 unread")
    await ann.page.reload()
    await expect(opened).to_contain_text("2 unread")
    await opened.click()
    await expect(opened).not_to_contain_text("unread")
    new = ann.page.get_by_role("separator").filter(has_text="New")
    await expect(new).to_have_count(1)
    await ann.say("read it")
    await expect(new).to_have_count(1)
    await ann.page.get_by_role("button", name="gallery").click()
    await opened.click()
    await expect(new).to_have_count(0)
