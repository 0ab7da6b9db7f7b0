"""Every link and every image leads somewhere."""

import pytest

from tests.docs.pages import ROOT, Page, every_page

_IMAGE_LIMIT = 300_000


@pytest.mark.parametrize("page", every_page(), ids=lambda page: page.name)
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Page) -> None:
    broken = []
    for link in page.links:
        where, _, anchor = link.partition("#")
        if "://" in where:
            continue
        target = (page.path.parent / where).resolve() if where else page.path
        if not target.exists() or (anchor and anchor not in Page(target).anchors):
            broken.append(link)
    assert broken == []


def test_every_image_is_shown_and_small() -> None:
    shown = {
        (page.path.parent / link).resolve()
        for page in every_page()
        for link in page.links
        if link.endswith(".png")
    }
    assert shown == set((ROOT / "docs").glob("*.png"))
    assert [image.name for image in shown if image.stat().st_size > _IMAGE_LIMIT] == []


def test_every_decision_is_short_and_numbered_without_gaps() -> None:
    records = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    assert [one.name for one in records if len(one.read_text().splitlines()) > 15] == []
