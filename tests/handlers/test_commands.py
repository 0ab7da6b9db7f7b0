"""Any line is understood, or refused with lines that work."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.wiring import RULES
from domain.refusal import Refusal
from handlers.kit.ask import Ask, from_body, to_body
from handlers.kit.commands import Command
from handlers.kit.mrkdwn import plain
from handlers.kit.refusals import refused
from sandbox import content
from storage.outbox import Address

VERBS = [
    verb
    for command in RULES.commands.values()
    if isinstance(command, Command)
    for verb in command.verbs
]
WORDS = [
    *("INC-7", "inc3", "15:30", "+45m", "vm,disks", "<#C1|c>", "<@U1>", "<!here>", "&lt;"),
    *('"', "“", *(word for verb in VERBS for word in (verb.name, *verb.synonyms, *verb.keys))),
]
LINES = st.lists(st.sampled_from(WORDS) | st.text(max_size=12), max_size=8).map(" ".join)
COMMANDS = st.sampled_from(sorted(RULES.commands))


def asked(command: str, line: str) -> Ask:
    return Ask("key", command, line, Address("C1", "U1"))


@given(command=COMMANDS, line=LINES)
def test_a_line_is_taken_apart_or_refused_with_a_line_that_works(command: str, line: str) -> None:
    parser = RULES.commands[command]
    try:
        verb, request = parser.parse(asked(command, line))
    except Refusal as refusal:
        _is_answer(refusal, command, line)
        return
    assert request.verb == verb.name
    assert set(request.words.values) <= set(verb.keys)


def _is_answer(refusal: Refusal, command: str, line: str) -> None:
    assert refusal.why
    for way in refusal.instead or ():
        name, _, rest = way.removeprefix("/").partition(" ")
        typed = re.sub(r"<[^>]*>", "x", rest)
        RULES.commands[name].parse(asked(name, typed))
    message = refused(refusal, command=command, line=line, usage=f"/{command} help")
    assert "Type instead:" in message.text
    shown = content.message({"text": message.text, "blocks": [dict(b) for b in message.blocks]})
    assert shown["text"]


@given(line=st.text(max_size=6000))
def test_a_refusal_of_any_line_fits_slack_mentions_nobody_and_gives_back_what_was_typed(
    line: str,
) -> None:
    refusal = Refusal(f"“{line[:40]}” is nothing.", instead=("/incident help",))
    message = refused(refusal, command="incident", line=line)
    content.message({"text": message.text, "blocks": [dict(b) for b in message.blocks]})
    for token in ("<!", "<@", "<#", "<http"):
        assert token not in message.text.replace("&lt;", "")
    first = plain(line)[:200]
    if len(line) > 20 and first.strip():
        assert first.split()[0][:20] in plain(message.text)


@given(line=LINES, thread_ts=st.none() | st.just("1.5"), form=st.none() | st.just({"text": "x"}))
def test_what_is_kept_comes_back_as_it_was_asked(
    line: str, thread_ts: str | None, form: dict[str, str] | None
) -> None:
    address = Address("C1", "U1", thread_ts=thread_ts, respond_url="https://hooks")
    ask = Ask("key", "incident", line, address, thread_ts=thread_ts, form=form)
    body = to_body(ask)
    assert "https://hooks" not in str(body)
    assert from_body(body, respond_url="https://hooks") == ask
