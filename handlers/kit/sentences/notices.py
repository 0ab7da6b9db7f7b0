"""How it reads what customers were told, promised and spared, and what did not arrive."""

from domain.facts import FactKind
from handlers.kit.mrkdwn import mention
from handlers.kit.sentences.parts import Data, Sentence, listed, people


def _outage_begun(who: str, data: Data) -> str:
    to = listed(data["customers"]) or "nobody yet"
    return (
        f":loudspeaker: {who} told {to} of an outage: *{data['title']}* "
        f"({data['impact']} impact, reference {data['reference']}). {_next_update(data)}"
    )


def _updated(who: str, data: Data) -> str:
    moved = f", and {_estimates(data)}" if "estimate" in data else "."
    status = f" Status: {data['status']}." if data.get("status") else ""
    return f":loudspeaker: {who} updated customers{moved}{status} {_next_update(data)}"


def _revised(who: str, data: Data) -> str:
    return f":hourglass: {who} told customers: {_estimates(data)} {_next_update(data)}"


def _held(_: str, data: Data) -> str:
    late = f", {data['late_minutes']} min late" if data["late_minutes"] else ""
    return (
        f":alarm_clock: The update promised by {data['promised_at']} did not come: customers read "
        f"a holding statement{late}. {_next_update(data)}"
    )


def _recovered(who: str, _: Data) -> str:
    return f":white_check_mark: {who} told customers that the outage is over."


def _failed(_: str, data: Data) -> str:
    person = data.get("person")
    where = data.get("by") or f"to {mention(str(person)) if person else _channel(data)}"
    return f":x: A message {where} could not be delivered: {data['error']}. {data['cure']}"


def _asked(_: str, data: Data) -> str:
    return (
        f":raised_hand: A message for *{data['customer']}* is held: <#{data['channel']}> is shared "
        f"with {listed(data['organisations'])}, which is not known as {data['customer']}'s. Its "
        "people would read every notice. Open the channel's details to see who they are. Once they "
        "are out of the channel, it goes by itself."
    )


def _fan_out_ended(_: str, data: Data) -> str:
    got = f"{data['delivered']} of {data['channels']} channels got the {data['notice']} notice"
    if not data["failed"]:
        return f":incoming_envelope: {got}."
    return f":x: {got}. It could not be delivered to {listed(data['failed'])}."


def _channel(data: Data) -> str:
    return f"<#{data['channel']}>"


def _estimates(data: Data) -> str:
    before, after = data["estimate_before"], data["estimate"]
    return f"the estimate of recovery moved from {before} to *{after}*."


def _next_update(data: Data) -> str:
    if data["next_update_at"] == "none":
        return "They are promised no further time until somebody writes to them."
    return f"Next update by {data['next_update_at']}."


def _corrected(who: str, data: Data) -> str:
    anew = "and posted it anew" if data["anew"] else "without posting it anew"
    return (
        f":pencil2: {who} corrected the {data['notice']} notice {anew}: {data['text']}{_kept(data)}"
    )


def _kept(data: Data) -> str:
    """Say who keeps the wrong words, since a letter cannot be recalled."""
    if not data.get("kept"):
        return ""
    follows = "was sent this after it" if data.get("anew", True) else "was sent nothing after it"
    return (
        "\nE-mail and webhooks cannot be recalled: what was sent stays with "
        f"{listed(data['kept'])}, who {follows}."
    )


def _nudged(_: str, data: Data) -> str:
    return (
        f":bell: {people(data)}: customers expect an update by {data['promised_at']}. Without "
        "one, a holding statement goes."
    )


def _passed(_: str, data: Data) -> str:
    return (
        f":hourglass: {people(data)}: the recovery that customers expect by {data['estimate']} has "
        "not come. Tell them a new estimate, or that there is none."
    )


def _snoozed(who: str, data: Data) -> str:
    again = f"until {data['until']}" if data["until"] != "none" else "this time"
    return (
        f":zzz: {who} silenced the reminder {again}. Customers are still promised an update by "
        f"{data['promised_at']}."
    )


def _promise_frozen(_: str, data: Data) -> str:
    return (
        f":snowflake: The update promised by {data['promised_at']} did not come, and no holding "
        "statement went: words to customers are frozen."
    )


SENTENCES: dict[FactKind, Sentence] = {
    FactKind.OUTAGE_BEGUN: _outage_begun,
    FactKind.OUTAGE_UPDATED: _updated,
    FactKind.ESTIMATE_REVISED: _revised,
    FactKind.ESTIMATE_PASSED: _passed,
    FactKind.UPDATE_HELD: _held,
    FactKind.OUTAGE_RECOVERED: _recovered,
    FactKind.CUSTOMER_JOINED: lambda who, data: (
        f":loudspeaker: {who} told *{data['customer']}* of the outage too."
    ),
    FactKind.CUSTOMER_CLEARED: lambda who, data: (
        f":loudspeaker: {who} told *{data['customer']}* that it is not affected: it reads no more "
        "of the outage."
    ),
    FactKind.LIAISON_NUDGED: _nudged,
    FactKind.NUDGE_SNOOZED: _snoozed,
    FactKind.CADENCE_SET: lambda who, data: (
        f":calendar: {who} set how often customers are updated: {data['every']}."
    ),
    FactKind.FROZEN: lambda who, _: (
        f":snowflake: {who} froze every word to customers, holding statements too."
    ),
    FactKind.PROMISE_FROZEN: _promise_frozen,
    FactKind.THAWED: lambda who, _: f":sunny: {who} lets words go to customers again.",
    FactKind.CUSTOMER_HUSHED: lambda _, data: (
        f":zzz: *{data['customer']}* has quiet hours until {data['until']}: it reads nothing of "
        "this, and then how things stand, in one message."
    ),
    FactKind.CUSTOMER_CAUGHT_UP: lambda _, data: (
        f":loudspeaker: The quiet hours of *{data['customer']}* are over: it reads how things "
        "stand."
    ),
    FactKind.NOTICE_DISCARDED: lambda who, data: (
        f":wastebasket: {who} discarded a {data['notice']}."
    ),
    FactKind.NOTICE_STOPPED: lambda who, data: (
        f":hand: {who} stopped the {data['notice']} notice in time: customers read nothing of it."
    ),
    FactKind.NOTICE_OVERRIDDEN: lambda who, data: (
        f":warning: {who} sends it although it tells customers {listed(data['finds'])}."
    ),
    FactKind.NOTICE_CORRECTED: _corrected,
    FactKind.NOTICE_WITHDRAWN: lambda who, data: (
        f":eraser: {who} withdrew the {data['notice']} notice everywhere. Who read it has read it."
        f"{_kept(data)}"
    ),
    FactKind.DELIVERY_REROUTED: lambda _, data: (
        f":envelope: *{data['customer']}* is sent the {data['notice']} notice "
        f"{listed(data['ways'])} too: {data['why']}."
    ),
    FactKind.ACTED_FROM_HERE: lambda who, data: (
        f":keyboard: That was {who} on the command line, under the system's account "
        f"“{data['account']}”."
    ),
    FactKind.REVIEW_TOLD: lambda who, data: (
        f":memo: {who} told {listed(data['customers'])} what happened and what is done about it."
    ),
    FactKind.ADVISORY_SENT: lambda who, data: (
        f":shield: {who} sent a security advisory to the security contacts of "
        f"{listed(data['customers'])} (reference {data['reference']})."
    ),
    FactKind.DELIVERY_FAILED: _failed,
    FactKind.DELIVERY_ASKED: _asked,
    FactKind.DELIVERY_LEFT_HELD: lambda who, data: (
        f":raised_hand: {who} leaves what waits for <#{data['channel']}> held, while a stranger "
        "reads there."
    ),
    FactKind.DELIVERY_RETRIED: lambda who, _: f":repeat: {who} has the delivery tried again.",
    FactKind.HOLDING_OVERTAKEN: lambda _, data: (
        f":fast_forward: The holding statement for {data['promised_at']} never left: the "
        f"{data['notice']} notice was there before it could."
    ),
    FactKind.FAN_OUT_ENDED: _fan_out_ended,
}
