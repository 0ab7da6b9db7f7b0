"""How far a notice has come, how long the rest takes, and when to look again."""

from datetime import timedelta
from typing import Any

import pytest

from domain.fan_out import Copy, Fate, Progress, left, look_again_after, progress
from domain.ways import Way
from handlers.notices.arrived import delivered, not_delivered, progress_line, to_come
from tests.domain.made import NOW

SECOND = timedelta(seconds=1)


def copies(fate: Fate, count: int, **changed: Any) -> list[Copy]:  # noqa: ANN401  # any field
    """Copies of one fate; delivered ones arrived a second apart from NOW on."""
    at = [NOW + SECOND * n if fate is Fate.DELIVERED else None for n in range(count)]
    return [Copy(f"{fate} {n}", f"C{n}", fate, at[n], **changed) for n in range(count)]


def test_what_never_left_does_not_count_and_it_is_over_when_each_fate_is_known() -> None:
    some = copies(Fate.DELIVERED, 8) + copies(Fate.FAILED, 1) + copies(Fate.DROPPED, 3)
    assert progress(some) == Progress(total=9, delivered=8, failed=1)
    assert progress(some).over
    asked = progress(some + copies(Fate.ASKED, 1))
    assert (asked.over, asked.waiting) == (True, 0)
    more = progress(some + copies(Fate.HELD, 2) + copies(Fate.WAITING, 4))
    assert (more.over, more.held, more.waiting) == (False, 2, 4)


def test_the_rest_takes_as_long_as_the_pace_until_now_says() -> None:
    some = copies(Fate.DELIVERED, 11)
    assert left(some, now=NOW + 10 * SECOND) is None
    waiting = copies(Fate.WAITING, 5)
    assert left(some + waiting, now=NOW + 10 * SECOND) == 5 * SECOND
    assert left(some + waiting, now=NOW + 20 * SECOND) == 10 * SECOND
    assert left(some[:1] + waiting, now=NOW + 10 * SECOND) is None


@pytest.mark.parametrize(
    ("passed", "pause"),
    [(0, 5), (60, 5), (200, 10), (3600, 60)],
)
def test_what_takes_long_is_looked_at_less_often(passed: int, pause: int) -> None:
    assert look_again_after(timedelta(seconds=passed)) == timedelta(seconds=pause)


def test_the_progress_stands_on_one_line() -> None:
    some = (
        copies(Fate.DELIVERED, 812) + copies(Fate.FAILED, 3, error="gone") + copies(Fate.WAITING, 5)
    )
    line = progress_line(some, now=NOW + 811 * SECOND)
    assert line == "delivered 812/820 ▓▓▓▓▓▓▓▓▓░ · 3 failed · 5 s left"
    slower = progress_line(some + copies(Fate.WAITING, 115), now=NOW + 811 * SECOND)
    assert slower.endswith(" ▓▓▓▓▓▓▓▓░░ · 3 failed · 2 min left")
    held = copies(Fate.HELD, 12)
    tried = copies(Fate.WAITING, 1, attempts=2)
    assert progress_line(some[:10] + tried, now=NOW).endswith("▓░ · 1 tried again")
    assert progress_line(held, now=NOW) == "delivered 0/12 ░░░░░░░░░░ · 12 held back"


def test_each_reason_is_told_once_with_whom_it_concerns_and_its_cure() -> None:
    lines = not_delivered(
        [
            *copies(Fate.FAILED, 22, error="is_archived"),
            *copies(Fate.FAILED, 1, error="<new> error", way=Way.MAIL, address="noc@acme.example"),
            *copies(Fate.DELIVERED, 1),
        ]
    )
    assert len(lines) == 2
    assert lines[0].startswith("• *is_archived*: failed 0 in <#C0>, failed 1 in <#C1>, ")
    assert "failed 19 in <#C19> and 2 more. The channel is archived: unarchive it" in lines[0]
    assert lines[1] == (
        "• *&lt;new&gt; error*: failed 0 by e-mail to noc@acme.example. Look at what Slack says, "
        "mend it, then retry."
    )


def test_what_is_to_come_says_why_it_has_not_and_what_arrived_says_when() -> None:
    lines = to_come(
        [
            *copies(Fate.ASKED, 1),
            *copies(Fate.HELD, 1),
            *copies(Fate.WAITING, 2),
            *copies(Fate.WAITING, 1, attempts=3, error="HTTP 500"),
        ]
    )
    assert lines == [
        "• asked 0 in <#C0>: a stranger reads there: decide it in the thread",
        "• held 0 in <#C0>: held back: words are frozen, or it can still be stopped",
        "• waiting 0 in <#C0>, waiting 1 in <#C1>: waits its turn",
        "• waiting 0 in <#C0>: tried 3 times, and again by itself. HTTP 500",
    ]
    assert [line.partition(": ")[0] for line in delivered(copies(Fate.DELIVERED, 61))] == [
        "• 14:00 UTC",
        "• 14:01 UTC",
    ]
