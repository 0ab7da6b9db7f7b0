"""The pace: what is held, for how long, and what is not."""

from dataclasses import replace

import pytest

from bot import pace
from bot.pace import Pace
from storage.deliveries import Delivery
from storage.outbox_rows import Kind
from tests.domain.made import NOW


class Watch:
    """A clock that the test moves."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    monkeypatch.setattr(pace, "time", watch)
    return watch


def a_delivery(kind: Kind, channel_id: str = "C1") -> Delivery:
    return Delivery(
        workspace_id="T1",
        id="1",
        kind=kind,
        channel_id=channel_id,
        user_id=None,
        thread_ts=None,
        parent_ts=None,
        respond_url=None,
        replaces=False,
        view=None,
        text="",
        blocks=[],
        incident=None,
        notice_id=None,
        customer_id=None,
        promised_at=None,
        queued_at=NOW,
        claimed_at=None,
        attempts=0,
    )


POST, UPDATE = a_delivery(Kind.POST), a_delivery(Kind.UPDATE)


def test_a_channel_takes_one_post_a_second_and_others_are_free(watch: Watch) -> None:
    paced = Pace()
    paced.went(POST)
    paced.accepted(POST)
    assert not paced.free(POST)
    assert paced.free(replace(POST, channel_id="C2"))
    assert paced.free(UPDATE)
    watch.now += 1.06
    assert paced.free(POST)


def test_updates_share_one_pace_whatever_the_channel(watch: Watch) -> None:
    paced = Pace()
    paced.went(UPDATE)
    assert not paced.free(replace(UPDATE, channel_id="C2"))
    watch.now += 1.3
    assert paced.free(UPDATE)


def test_answers_to_a_response_url_wait_for_nobody(watch: Watch) -> None:
    paced = Pace()
    answer = a_delivery(Kind.RESPOND)
    paced.went(answer)
    assert paced.free(answer)
    assert watch.now == 1000


def test_a_429_holds_for_as_long_as_slack_says_and_is_never_cut_short(watch: Watch) -> None:
    paced = Pace()
    paced.went(POST)
    paced.refused(POST, wait_s=30)
    paced.ended(POST)
    assert paced.next_free_s() == 30
    watch.now += 29
    assert not paced.free(POST)
    watch.now += 1.1
    assert paced.free(POST)
    assert paced.next_free_s() is None


def test_a_429_on_one_channel_holds_no_other_and_one_on_two_holds_all(watch: Watch) -> None:
    paced = Pace()
    one, two, three = (replace(POST, id=name, channel_id=name) for name in ("C1", "C2", "C3"))
    paced.went(one)
    paced.refused(one, wait_s=5)
    assert paced.free(two)
    paced.went(two)
    paced.refused(two, wait_s=5)
    watch.now += 4.9
    assert not paced.free(three)
    assert Kind.POST in paced.held().kinds
    watch.now += 0.2
    assert paced.free(three)


def test_answers_and_edits_go_while_posts_wait(watch: Watch) -> None:
    paced = Pace()
    for name in ("C1", "C2"):
        post = replace(POST, id=name, channel_id=name)
        paced.went(post)
        paced.refused(post, wait_s=60)
    assert not paced.free(replace(POST, channel_id="C3"))
    assert all(paced.free(a_delivery(kind)) for kind in Kind if kind is not Kind.POST)
    assert watch.now == 1000
