"""The counting of `make chaos` notices what it is there to notice."""

import pytest

from tests.chaos.tally import Due, Tally, tally

DUE = (Due("first", 100.0), Due("second", 110.0), Due("third", 120.0))


@pytest.mark.parametrize(
    ("found", "lost", "doubled", "misordered"),
    [
        (["the first", "the second", "the third"], 0, 0, 0),
        (["the first", "the third"], 1, 0, 0),
        ([], 3, 0, 0),
        (["the first", "the second", "the second", "the third"], 0, 1, 0),
        (["the first", "something else", "the second", "the third"], 0, 1, 0),
        (["the second", "the first", "the third"], 0, 0, 1),
    ],
)
def test_a_lost_a_doubled_and_a_misordered_post_is_counted(
    found: list[str], lost: int, doubled: int, misordered: int
) -> None:
    counted = tally(DUE, [(200.0 + number, text) for number, text in enumerate(found)])
    assert (counted.posts, counted.lost) == (3, lost)
    assert (counted.doubled, counted.misordered) == (doubled, misordered)
    assert counted.good is not any([lost, doubled, misordered])


def test_nothing_asked_for_is_nothing_proven() -> None:
    assert not Tally().good


def test_how_late_is_counted_from_when_each_was_due_and_the_worst_in_a_hundred_shows() -> None:
    counted = tally(DUE, [(101.5, "the first"), (110.0, "the second"), (150.0, "the third")])
    assert sorted(counted.late_s) == [0.0, 1.5, 30.0]
    hundred = Tally(posts=1, late_s=tuple(float(each) for each in range(1, 101)))
    assert hundred.late_p99_s == 99.0
    line = (counted + Tally(posts=1, lost=1)).line(runs=2)
    assert line == "runs=2 posts=4 lost=1 doubled=0 misordered=0 late_p99=30.0s"
