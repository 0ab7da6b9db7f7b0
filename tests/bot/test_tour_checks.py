"""Each check of the tour holds for a good record, and fails for each way in which it could not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.tour.checks import CHECKS, judge
from bot.tour.record import TITLE, Record
from tests.bot.tour_record import (
    good_record,
    instant,
    post,
    with_answer,
    with_message,
    with_messages,
    with_text,
    without,
)

Doctor = Callable[[Record], Record]

ACME, GLOBEX, INITECH = "acme-status", "globex-status", "initech-status"


def _silent(record: Record) -> Record:
    return with_messages(record, GLOBEX, [])


def _with_post_in(channel: str, text: str, **more: object) -> Doctor:
    def doctor(record: Record) -> Record:
        messages = record.channels[channel]
        thread_ts = messages[0]["ts"] if messages else None
        extra = post("15:30", text, thread_ts=thread_ts, **more)
        return with_messages(record, channel, [*messages, extra])

    return doctor


def _said(channel: str, index: int, old: str, new: str) -> Doctor:
    return lambda record: with_text(record, channel, index, old, new)


def _answered(step: str, text: str) -> Doctor:
    return lambda record: with_answer(record, step, {"text": text})


def _at(channel: str, index: int, clock: str) -> Doctor:
    ts = f"{instant(clock).timestamp():.6f}"
    return lambda record: with_message(record, channel, index, ts=ts)


def _posted_twice(record: Record) -> Record:
    again = record.channels[ACME][1]["metadata"]
    return with_message(record, ACME, 2, metadata=again)


def _call_to_initech(record: Record) -> Record:
    call = {"method": "chat.postEphemeral", "args": {"channel": "C0INITECH"}}
    return replace(record, calls=[*record.calls, call])


def _telling_metadata(record: Record) -> Record:
    metadata = {"event_type": "onus_delivery", "event_payload": {"delivery_id": "d", "notice": 1}}
    return with_message(record, ACME, 1, metadata=metadata)


DOCTORED: list[tuple[str, str, Doctor]] = [
    ("whoowns_answers", "wrong owner", _answered("whoowns", "*Customer*\nSource: https://a.b/")),
    ("whoowns_answers", "no source", _answered("whoowns", "*Ours. Provider, not the customer.*")),
    ("whoowns_answers", "no answer", lambda r: with_answer(r, "whoowns")),
    ("unknown_word_offers_nearest", "no buttons", _answered("unknown", "No such word")),
    ("unknown_word_offers_nearest", "a dead button", lambda r: with_answer(r, "nearest")),
    ("incident_in_thread", "no card", lambda r: with_messages(r, "incidents", [])),
    (
        "incident_in_thread",
        "nothing in its thread",
        lambda r: with_messages(r, "incidents", r.channels["incidents"][:1]),
    ),
    (
        "incident_in_thread",
        "a message beside the thread",
        lambda r: with_message(r, "incidents", 2, thread_ts=None),
    ),
    (
        "incident_in_thread",
        "another thread",
        lambda r: with_message(r, "incidents", 2, thread_ts="1.000001"),
    ),
    ("phases_in_order", "a phase skipped", lambda r: without(r, "incidents", 2)),
    ("phases_in_order", "never closed", lambda r: without(r, "incidents", 8)),
    ("determination_on_card", "another owner", _said("incidents", 0, "*Provider*", "*Customer*")),
    ("determination_on_card", "no version", _said("incidents", 0, "version 1", "")),
    ("mitigation_needed_second_person", "own approval let in", _answered("own approval", "Done.")),
    ("mitigation_needed_second_person", "own approval", _said("incidents", 4, "U0BOB", "U0ALICE")),
    ("mitigation_needed_second_person", "no approval", lambda r: without(r, "incidents", 4)),
    ("mitigation_needed_second_person", "begun before", _at("incidents", 6, "14:02:30")),
    ("affected_customers_told", "one of them silent", _silent),
    ("affected_customers_told", "no title", _said(ACME, 0, TITLE, "Something")),
    ("affected_customers_told", "no estimate", _said(ACME, 0, "14:45", "soon")),
    ("affected_customers_told", "no promise", _said(ACME, 0, "Next update by", "Maybe at")),
    (
        "affected_customers_told",
        "outside of the thread",
        lambda r: with_message(r, ACME, 1, thread_ts=None),
    ),
    ("others_heard_nothing", "a message", _with_post_in(INITECH, "All is well")),
    ("others_heard_nothing", "a call", _call_to_initech),
    ("internal_words_stayed_inside", "in text", _with_post_in(ACME, "SEV1 is over")),
    ("internal_words_stayed_inside", "another customer", _with_post_in(ACME, "Globex too")),
    (
        "internal_words_stayed_inside",
        "in blocks",
        _with_post_in(ACME, "News", blocks=[{"type": "section", "block_id": "INC-1"}]),
    ),
    ("internal_words_stayed_inside", "in metadata", _telling_metadata),
    ("holding_statement_on_time", "a minute late", _at(ACME, 1, "14:21")),
    ("holding_statement_on_time", "too early", _at(ACME, 1, "14:19:59")),
    ("holding_statement_on_time", "none", lambda r: without(without(r, GLOBEX, 2), GLOBEX, 1)),
    ("revised_estimate_shows_both", "only the new", _said(GLOBEX, 3, "14:45", "earlier")),
    ("revised_estimate_shows_both", "only the old", _said(GLOBEX, 3, "15:30", "later")),
    ("survived_kill", "was not killed", lambda r: replace(r, killed_at=None)),
    ("survived_kill", "killed too early", lambda r: replace(r, restarted_at=instant("14:49:30"))),
    ("survived_kill", "forgotten", lambda r: without(r, ACME, 2)),
    (
        "survived_kill",
        "doubled",
        _with_post_in(ACME, "We promised an update by 14:50. Posted 3 min later than promised."),
    ),
    ("survived_kill", "silent about being late", _said(ACME, 2, "Posted 3 min later", "Posted")),
    ("recovery_told", "not told", lambda r: without(r, GLOBEX, 4)),
    ("recovery_told", "a promise left open", _said(ACME, 4, "No further", "Next update by 16:00.")),
    ("recovery_told", "something said after it", _with_post_in(ACME, "One more thing")),
    ("timeline_complete", "no timeline", lambda r: with_answer(r, "timeline")),
    (
        "timeline_complete",
        "an entry missing",
        lambda r: _answered("timeline", r.answer("timeline").replace("<@U0BOB> approved", ""))(r),
    ),
    (
        "timeline_complete",
        "the opening missing",
        lambda r: _answered("timeline", r.answer("timeline").replace("opened it", ""))(r),
    ),
    (
        "timeline_complete",
        "out of order",
        lambda r: _answered("timeline", r.answer("timeline") + "\n13:59 UTC  something")(r),
    ),
    ("nothing_doubled", "a delivery twice", _posted_twice),
    ("nothing_doubled", "a post without an id", lambda r: with_message(r, ACME, 1, metadata=None)),
    (
        "nothing_doubled",
        "a text twice",
        lambda r: with_message(r, ACME, 2, text=r.channels[ACME][1]["text"]),
    ),
]


def test_every_check_holds_for_a_good_record() -> None:
    assert [check for check in judge(good_record()) if not check.ok] == []


def test_every_check_has_a_way_to_fail() -> None:
    assert {name for name, _, _ in DOCTORED} == {check.__name__ for check in CHECKS}


@pytest.mark.parametrize(
    ("name", "doctor"),
    [pytest.param(name, doctor, id=f"{name}: {how}") for name, how, doctor in DOCTORED],
)
def test_a_check_fails_where_it_does_not_hold(name: str, doctor: Doctor) -> None:
    judged = {check.name: check for check in judge(doctor(good_record()))}
    assert not judged[name].ok
    assert judged[name].detail


def test_every_check_fails_where_nothing_was_played() -> None:
    assert [check for check in judge(Record(channels={}, names={}, bot="")) if check.ok] == []
