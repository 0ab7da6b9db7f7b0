"""How roles, rights, pages and who may read an incident read."""

from domain.facts import FactKind
from handlers.kit.mrkdwn import mention
from handlers.kit.sentences.parts import Data, Sentence, people


def _unanswered(_: str, data: Data) -> str:
    tried = f"{people(data)} did not answer" if data["people"] else "there was nobody to page"
    return (
        f":no_bell: Nobody is on this: {data['why']} ({tried}). No further page goes out: call "
        "somebody by telephone."
    )


def _role_taken(who: str, data: Data) -> str:
    person, before = mention(str(data["person"])), str(data["before"])
    after = f", after {mention(before)}" if before else ""
    by = "" if person == who else f" {who} decided so."
    return f":bust_in_silhouette: {person} is *{data['role']}* now{after}.{by}"


def _subject(data: Data) -> str:
    subject = str(data["subject"])
    return f"<!subteam^{subject}>" if data["group"] else mention(subject)


SENTENCES: dict[FactKind, Sentence] = {
    FactKind.HOLD_PLACED: lambda who, _: (
        f":file_cabinet: {who} placed a legal hold: delete and edit nothing of this."
    ),
    FactKind.HOLD_RELEASED: lambda who, _: f":file_cabinet: {who} released the legal hold.",
    FactKind.RESTRICTED: lambda who, data: (
        f":lock: {who} restricted it, as _{data['codename']}_: it exists for invited people only."
    ),
    FactKind.INVITED: lambda who, data: f":key: {who} invited {people(data)}.",
    FactKind.UNINVITED: lambda who, data: f":key: {who} took {people(data)} out again.",
    FactKind.UNRESTRICTED: lambda who, _: (
        f":unlock: {who} restricted it no more: everybody who reads incidents reads it."
    ),
    FactKind.READ: lambda who, _: f":eyes: {who} read it.",
    FactKind.ROLE_TAKEN: _role_taken,
    FactKind.ROLE_HANDED_OVER: lambda who, data: (
        f":bust_in_silhouette: {who} handed *{data['role']}* over to "
        f"{mention(str(data['person']))}. How things stand: {data['summary']}"
    ),
    FactKind.ROLE_MISSING: lambda _, data: (
        f":bust_in_silhouette: Nobody is *{data['role']}*. Who takes it?"
    ),
    FactKind.SHUT_OUT: lambda _, __: (
        ":electric_plug: Slack took the token back: nothing went to anybody from then on."
    ),
    FactKind.GRANTED: lambda who, data: f":key: {who} gave {data['right']} to {_subject(data)}.",
    FactKind.REVOKED: lambda who, data: f":key: {who} took {data['right']} from {_subject(data)}.",
    FactKind.PERSON_ERASED: lambda who, data: (
        f"{who} erased what {data['person']} wrote, and where they were named."
    ),
    FactKind.PAGED: lambda who, data: f":pager: {who} paged {people(data)}: {data['why']}",
    FactKind.PAGE_ANSWERED: lambda who, data: f":raising_hand: {who} is on it: {data['why']}",
    FactKind.PAGE_UNANSWERED: _unanswered,
    FactKind.PAGE_ANSWERED_OUTSIDE: lambda who, data: (
        f":raising_hand: {data['name']} is on it: {data['why']} ({who} says so)"
    ),
    FactKind.ALERT_FAILED: lambda _, data: (
        f":x: {mention(str(data['service']))} could not be told of a page: {data['error']}. "
        "Whoever is on call there may not know: call them by telephone."
    ),
}
