"""How facts about customers read, and what they said themselves."""

from domain.facts import FactKind
from handlers.kit.mrkdwn import mention
from handlers.kit.sentences.parts import Data, Sentence, listed


def _heard(who: str, data: Data) -> str:
    owner = f" {mention(str(data['owner']))}: yours." if data["owner"] else ""
    said = data["text"] or "(no words: look there)"
    return (
        f":speech_balloon: *{data['customer']}* replied in <#{data['channel']}>, by {who}: "
        f"{said}{owner}"
    )


SENTENCES: dict[FactKind, Sentence] = {
    FactKind.REPLY_HEARD: _heard,
    FactKind.REPLY_ANSWERED: lambda who, data: (
        f":speech_balloon: {who} answered *{data['customer']}* alone: {data['text']}"
    ),
    FactKind.REPORTED: lambda who, data: f"{who} of {data['customer']} reported: {data['text']}",
    FactKind.CUSTOMER_ADDED: lambda who, data: f"{who} added the customer {data['name']}.",
    FactKind.CUSTOMER_CHANGED: lambda who, data: (
        f"{who} put down of the customer {data['name']}: {listed(data['said'])}."
    ),
    FactKind.CUSTOMER_REMOVED: lambda who, data: f"{who} removed the customer {data['name']}.",
}
