"""How facts about customers read, and what they said themselves."""

from domain.channels import Change
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


_CHANGES = {
    Change.GONE: (
        ":ghost: I cannot see {where} of *{customer}* any more: it is gone, or private without me. "
        "No notice reaches {customer} there. Invite @onus, or name another channel: "
        "`/customers set {customer} channels #other`"
    ),
    Change.ARCHIVED: (
        ":file_cabinet: {where} of *{customer}* was archived: no notice reaches {customer} there. "
        "Unarchive it, or name another channel: "
        "`/customers set {customer} channels #other`"
    ),
    Change.LEFT: (
        ":wave: I am no member of {where} of *{customer}* any more: no notice reaches {customer} "
        "there. Invite @onus."
    ),
    Change.BACK: (
        ":white_check_mark: Notices reach *{customer}* in {where} again. What failed "
        "meanwhile goes with `/incident retry`."
    ),
    Change.RENAMED: (
        ":label: {where} of *{customer}* has another name now: #{name}. Notices go there as before."
    ),
    Change.CONVERTED: (
        ":arrows_counterclockwise: {where} of *{customer}* was made {kind}. Notices go there as "
        "before."
    ),
    Change.MOVED: (
        ":arrows_counterclockwise: Slack has given the channel of *{customer}* another id: it is "
        "{where} now. Notices follow it."
    ),
    Change.STRANGERS: (
        ":raised_hand: {where} of *{customer}* is shared with {organisations} now, which is not "
        "known as {customer}'s. Notices there are held until somebody decides: take them out of "
        "the channel or, if they belong to {customer}: `/customers trust {ids} {customer}`"
    ),
    Change.PARTED: (
        ":white_check_mark: Nobody but *{customer}* and we read in {where} any more: notices go "
        "there."
    ),
    Change.CUT_OFF: (
        ":electric_plug: {where} is no longer shared with *{customer}*: its people do not read "
        "there. Share it with them anew in Slack, or name another channel: "
        "`/customers set {customer} channels #other`"
    ),
}


def _channel_changed(_: str, data: Data) -> str:
    owner = f" {mention(str(data['owner']))}: yours." if data["owner"] else ""
    words = _CHANGES[Change(str(data["change"]))]
    where = f"<#{data['channel']}>"
    shown = {**data, "organisations": listed(data["organisations"])}
    return words.format(where=where, **shown) + owner


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
    FactKind.CHANNEL_CHANGED: _channel_changed,
    FactKind.ORGANISATIONS_KNOWN: lambda who, data: (
        f":handshake: {who} put down that {listed(data['organisations'])} belongs to "
        f"*{data['customer']}*: notices go there."
    ),
    FactKind.CUSTOMERS_IMPORTED: lambda who, data: (
        f"{who} imported customers. Added: {listed(data['added']) or 'none'}. Changed: "
        f"{listed(data['changed']) or 'none'}."
    ),
    FactKind.CUSTOMER_TESTED: lambda who, data: (
        f"{who} sent a test message to the customer {data['customer']}."
    ),
    FactKind.CUSTOMER_REMOVED: lambda who, data: f"{who} removed the customer {data['name']}.",
}
