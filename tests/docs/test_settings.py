"""docs/settings.md explains every setting, and no other."""

import re

import pytest

from bot.settings import Settings
from tests.docs.pages import page

PAGE = page("docs/settings.md")
_DEFAULTS = {
    name.upper(): str(field.default)
    for name, field in Settings.model_fields.items()
    if isinstance(field.default, str)
} | {"ONUS_CADENCE_MINUTES": "full=15,partial=30,degraded=60"}


def test_the_settings_are_the_headings() -> None:
    headings = {heading for heading in PAGE.headings if re.fullmatch(r"[A-Z_]+", heading)}
    assert headings == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize(("name", "default"), _DEFAULTS.items())
def test_each_default_stands_in_its_section(name: str, default: str) -> None:
    assert f"Default: `{default}`" in PAGE.section(name)


@pytest.mark.parametrize("name", sorted(name.upper() for name in Settings.model_fields))
def test_each_section_has_an_example_and_what_is_refused(name: str) -> None:
    section = PAGE.section(name)
    assert f"{name}=" in section
    assert "Refused:" in section
