"""Customers are told in the organisation's words, each in its own language."""

from pathlib import Path

import pytest

from bot.settings import Settings
from tests.chat.channels import Channel
from tests.chat.conftest import Onus
from tests.chat.people import Person

GERMAN = """*Neues zu: {{ title }}*
{{ text }}
{% if next_step %}
Als Nächstes: {{ next_step }}
{% endif %}
{% include "_estimate.txt" %}
Nächste Nachricht bis {{ next.clock }} UTC.
"""


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """With a German update, and a correction that cannot be filled in."""
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "update.txt").write_text(GERMAN)
    (tmp_path / "correction.txt").write_text("{{ titel }}")
    return settings.model_copy(update={"onus_templates_folder": tmp_path})


@pytest.mark.usefixtures("outage")
async def test_each_customer_reads_its_own_language_and_a_faulty_template_stops_nothing(
    onus: Onus, carol: Person, acme: Channel, globex: Channel
) -> None:
    assert onus.settings.onus_templates_folder
    told = await carol.types("/customers set Globex language fr")
    assert "No template is in `fr`" in told
    told = await carol.types("/customers set Globex language de")
    assert "written to in `de`" in told
    assert "No template" not in told
    preview = await carol.types("/incident update Half is back next-step restart the rest next 30m")
    assert "In words of their own, by template: Globex" in preview
    await carol.clicks("Send to 2 customers")
    english, german = await acme.latest(), await globex.latest()
    assert english.startswith("*Update · Virtual Machines")
    assert "Next step: restart the rest\n" in english
    assert german.startswith("*Neues zu: Virtual Machines")
    assert "Als Nächstes: restart the rest\n" in german
    assert english in preview
    assert german in preview
    for text in (english, german):
        assert "2 March 2026, 14:00 UTC (your time: <!date^17724600" in text
    preview = await carol.types("/incident correct A quarter is back")
    assert "A template fails, so the built-in words go: correction.txt, line 1: 'titel'" in preview
    assert "template: Globex\n*Neues zu: Virtual Machines" in preview
    await carol.clicks("Send to 2 customers")
    _, update, correction = await globex.reads()
    assert update.startswith("*Neues zu: Virtual Machines")
    assert "A quarter is back" in update
    assert correction.startswith("*Correction · Virtual Machines")


@pytest.mark.usefixtures("outage")
async def test_what_is_done_next_holds_no_inside_words(carol: Person, acme: Channel) -> None:
    told = await carol.types("/incident update Half is back next-step we reboot db7.internal")
    assert "The next-step would tell customers an internal host" in told
    told = await carol.types("/incident update Half is back")
    assert "It does not say what you do next: `next-step …` does" in told
    assert len(await acme.messages()) == 1
