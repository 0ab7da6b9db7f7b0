"""What people typed comes apart, and what goes out mentions nobody."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.kit.mrkdwn import clip, escape, mention, plain, readers_time, utc_day
from tests.domain.made import NOW

TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]))


@given(TEXTS)
def test_what_is_escaped_holds_no_token_and_comes_back_as_it_was(text: str) -> None:
    escaped = escape(text)
    assert not re.search(r"[<>]", escaped)
    assert not re.search(r"&(?!amp;|lt;|gt;)", escaped)
    assert plain(escaped) == text


@given(TEXTS, st.integers(min_value=1, max_value=50))
def test_what_is_clipped_fits_and_ends_in_no_half_escape(text: str, limit: int) -> None:
    clipped = clip(escape(text), limit)
    assert len(clipped) <= limit
    assert not re.search(r"&(?!amp;|lt;|gt;)[a-z]*…$", clipped)
    if len(escape(text)) <= limit:
        assert clipped == escape(text)


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("<@U0BOB|bob> look", "@bob look"),
        ("<@U0BOB>", "@U0BOB"),
        ("<#C0ACME|acme-status>", "#acme-status"),
        ("<!channel> <!here|here>", "@channel here"),
        ("<!subteam^S1|@ops>", "@ops"),
        ("<https://a.example/x?a=1&amp;b=2|a.example>", "a.example"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("a <b> c < d > e", "a <b> c < d > e"),
        ("&amp;lt;", "&lt;"),
        ("nul\x00", "nul"),
    ],
)
def test_slacks_tokens_become_what_the_person_saw(sent: str, typed: str) -> None:
    assert plain(sent) == typed


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(plain(text), str)


def test_people_and_times_are_named() -> None:
    assert mention("U0BOB") == "<@U0BOB>"
    assert mention("onus") == "Onus"
    assert utc_day(NOW) == "2 March 2026, 14:00 UTC"
    assert readers_time(NOW) == (
        "<!date^1772460000^{date_short_pretty} at {time}|2 March 2026, 14:00 UTC>"
    )
