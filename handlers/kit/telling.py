"""How each kind of fact reads, in the thread and in the timeline: one sentence for one fact."""

from collections.abc import Callable
from datetime import datetime

from domain.facts import Fact, FactKind, Value
from domain.severity import Severity
from handlers.kit import following
from handlers.kit.mrkdwn import escape, mention, utc, utc_day

Data = dict[str, Value]
_INSTANTS = (
    "promised_at",
    "next_update_at",
    "estimate",
    "estimate_before",
    "active_from",
    "counts_from",
    "due_at",
    "until",
)


def told(fact: Fact) -> str:
    """Return the fact as a sentence in mrkdwn."""
    data = {name: _shown(name, value, fact.happened_at) for name, value in fact.data.items()}
    sentence = _SENTENCES[fact.kind](mention(fact.actor), data)
    return sentence + _because(data)


def _because(data: Data) -> str:
    return f" Reason: {data['reason']}" if data.get("reason") else ""


def _shown(name: str, value: Value, happened_at: datetime) -> Value:
    """Return a particular as it can stand in mrkdwn: an instant by its time, words escaped."""
    if name in _INSTANTS:
        return _time(datetime.fromisoformat(str(value)), happened_at) if value else "none"
    if isinstance(value, list):
        return [escape(item) for item in value]
    return escape(value) if isinstance(value, str) else value


def _time(instant: datetime, happened_at: datetime) -> str:
    return utc(instant) if instant.date() == happened_at.date() else utc_day(instant)


def _severity(value: Value) -> str:
    return Severity(int(str(value))).word


def _listed(value: Value) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _opened(who: str, data: Data) -> str:
    return f":rotating_light: {who} opened it as {_severity(data['severity'])}: {data['title']}"


def _moved(who: str, data: Data) -> str:
    verdict = f" Verdict: {data['verdict']}." if data.get("verdict") else ""
    moved = f"moved it from {data['before']} to *{data['after']}*"
    if without := data.get("without"):
        return f":fast_forward: {who} {moved} by force, without {_listed(without)}.{verdict}"
    return f":arrow_right: {who} {moved}.{verdict}"


def _severity_set(who: str, data: Data) -> str:
    before, after = _severity(data["before"]), _severity(data["after"])
    done = f"changed the severity from {before} to" if before != after else "decided the severity:"
    proposed = data.get("proposed")
    beside = f" The ratings propose {_severity(proposed)}." if proposed else ""
    return f":thermometer: {who} {done} *{after}*.{beside}"


def _rated(who: str, data: Data) -> str:
    return (
        f":bar_chart: {who} rated it: functional {data['functional']}, recoverability "
        f"{data['recoverability']}, information {data['information']}. That proposes "
        f"*{_severity(data['proposed'])}*."
    )


def _verdict_set(who: str, data: Data) -> str:
    before = f" Before: {data['before']}." if data.get("before") else ""
    return f":label: {who} gave the verdict: *{data['after']}*.{before}"


def _found(sign: str, what: str) -> Callable[[str, Data], str]:
    def tell(who: str, data: Data) -> str:
        before = f" Before: {data['before']}" if data["before"] else ""
        return f":{sign}: {who} put down {what}: *{data['after']}*.{before}"

    return tell


def _exposure(who: str, data: Data) -> str:
    before = f" Before: {data['before']}." if data.get("before") else ""
    return f":file_folder: {who} decided: customer data exposed, *{data['after']}*.{before}"


def _determined(who: str, data: Data) -> str:
    before = f" Before: {data['before']}." if data.get("before") else ""
    return (
        f":scales: {who} determined the responsibility: {data['party']} "
        f"({data['layer']} under {data['model']}, matrix {data['matrix']} "
        f"version {data['matrix_version']}).{before}"
    )


def _affected(who: str, data: Data) -> str:
    parts = [f"{name} {_listed(data[name])}" for name in ("layers", "services", "regions")]
    named = [part for part in parts if not part.endswith(" ")]
    return f":dart: {who} put down what is affected: {'; '.join(named)}."


def _referred(who: str, data: Data) -> str:
    id_ = f" Their id: {data['tracking']}" if data["tracking"] else ""
    return f":outbox_tray: {who} hands over to the {data['to']} what is theirs.{id_}"


def _plan(did: str) -> Callable[[str, Data], str]:
    def tell(who: str, data: Data) -> str:
        where = f" in {data['region']}" if data.get("region") else ""
        whole = (
            f":construction: {who} {did}: *{data['what']}*. It may cause an outage of "
            f"{data['minutes']} minutes for {_listed(data['services'])}{where}. A second person "
            "approves it."
        )
        lines = [
            whole,
            *(f"{label}: {data[name]}" for name, label in _FINE_PRINT.items() if data.get(name)),
        ]
        if data.get("recipients"):
            lines.append(f"Affected customers: {_listed(data['recipients'])}")
        return "\n".join(lines)

    return tell


_FINE_PRINT = {
    "why": "Why now",
    "risk": "Risk",
    "undo": "The way back",
    "notice": "Customers will read of it as",
}


def _alone(who: str, data: Data) -> str:
    return f":warning: {who} goes ahead alone with *{data['what']}*: nobody else approved it."


def _begun(who: str, data: Data) -> str:
    withheld = f" Customers' notice is withheld: {data['withheld']}" if data["withheld"] else ""
    return f":wrench: {who} began *{data['what']}*.{withheld}"


def _ended(who: str, data: Data) -> str:
    verified = f" Verified: {data['verified']}" if data.get("verified") else ""
    return f":white_check_mark: {who} ended *{data['what']}*.{verified}"


def _outage_begun(who: str, data: Data) -> str:
    return (
        f":loudspeaker: {who} told {_listed(data['customers'])} of an outage: *{data['title']}* "
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
    return (
        f":x: A message to <#{data['channel']}> could not be delivered: {data['error']}. "
        f"{data['cure']}"
    )


def _unanswered(_: str, data: Data) -> str:
    tried = f"{_people(data)} did not answer" if data["people"] else "there was nobody to page"
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


def _people(data: Data) -> str:
    people = data["people"]
    return ", ".join(map(mention, people)) if isinstance(people, list) else ""


def _estimates(data: Data) -> str:
    before, after = data["estimate_before"], data["estimate"]
    return f"the estimate of recovery moved from {before} to *{after}*."


def _next_update(data: Data) -> str:
    if data["next_update_at"] == "none":
        return "They are promised no further time until somebody writes to them."
    return f"Next update by {data['next_update_at']}."


def _corrected(who: str, data: Data) -> str:
    anew = "and posted it anew" if data["anew"] else "without posting it anew"
    return f":pencil2: {who} corrected the {data['notice']} notice {anew}: {data['text']}"


def _nudged(_: str, data: Data) -> str:
    return (
        f":bell: {_people(data)}: customers expect an update by {data['promised_at']}. Without "
        "one, a holding statement goes."
    )


def _snoozed(who: str, data: Data) -> str:
    again = f"until {data['until']}" if data["until"] != "none" else "this time"
    return (
        f":zzz: {who} silenced the reminder {again}. Customers are still promised an update by "
        f"{data['promised_at']}."
    )


def _heard(who: str, data: Data) -> str:
    owner = f" {mention(str(data['owner']))}: yours." if data["owner"] else ""
    said = data["text"] or "(no words: look there)"
    return (
        f":speech_balloon: *{data['customer']}* replied in <#{data['channel']}>, by {who}: "
        f"{said}{owner}"
    )


def _promise_frozen(_: str, data: Data) -> str:
    return (
        f":snowflake: The update promised by {data['promised_at']} did not come, and no holding "
        "statement went: words to customers are frozen."
    )


_UNUSED = {
    "proposed": "nobody decided on it in 4 hours",
    "approved": "it was approved and did not begin in 4 hours",
}
_SENTENCES: dict[FactKind, Callable[[str, Data], str]] = {
    **following.SENTENCES,
    FactKind.OPENED: _opened,
    FactKind.MOVED: _moved,
    FactKind.SEVERITY_SET: _severity_set,
    FactKind.NOTED: lambda who, data: f":memo: {who}: {data['text']}",
    FactKind.DETERMINED: _determined,
    FactKind.CLOSED: lambda who, _: f":lock: {who} closed the incident.",
    FactKind.VERDICT_SET: _verdict_set,
    FactKind.RATED: _rated,
    FactKind.CAUSE_SET: _found("mag", "the cause"),
    FactKind.PLAN_SET: _found("shield", "how it is to be contained"),
    FactKind.EXPOSURE_DECIDED: _exposure,
    FactKind.AFFECTED: _affected,
    FactKind.DETERMINATION_CONFIRMED: lambda who, data: (
        f":scales: {who} confirmed the responsibility: {_listed(data['parties'])}."
    ),
    FactKind.REFERRED: _referred,
    FactKind.CANCELLED: lambda who, _: f":no_entry_sign: {who} cancelled the incident.",
    FactKind.MERGED: lambda who, data: (
        f":twisted_rightwards_arrows: {who} merged it into {data['into']}; work goes on there."
    ),
    FactKind.ABSORBED: lambda who, data: (
        f":twisted_rightwards_arrows: {who} merged {data['other']} "
        "into this one; its open outage, if it had one, is updated from here."
    ),
    FactKind.REOPENED: lambda who, data: f":unlock: {who} reopened it in *{data['after']}*.",
    FactKind.MITIGATION_PROPOSED: _plan("proposes a mitigation"),
    FactKind.MITIGATION_AMENDED: _plan("amends the mitigation, so it is approved anew"),
    FactKind.MITIGATION_EXPIRED: lambda _, data: (
        f":hourglass: *{data['what']}* has expired: {_UNUSED[str(data['stage'])]}."
    ),
    FactKind.MITIGATION_REVIEWED: lambda who, data: (
        f":eyes: {who} reviewed that *{data['what']}* was decided alone: {data['finding']}"
    ),
    FactKind.MITIGATION_APPROVED: lambda who, d: (
        f":white_check_mark: {who} approved *{d['what']}*."
    ),
    FactKind.MITIGATION_DECLINED: lambda who, data: f":no_entry: {who} declined *{data['what']}*.",
    FactKind.MITIGATION_ALONE: _alone,
    FactKind.MITIGATION_BEGUN: _begun,
    FactKind.MITIGATION_ENDED: _ended,
    FactKind.OUTAGE_BEGUN: _outage_begun,
    FactKind.OUTAGE_UPDATED: _updated,
    FactKind.ESTIMATE_REVISED: _revised,
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
    FactKind.NOTICE_DISCARDED: lambda who, data: (
        f":wastebasket: {who} discarded a {data['notice']}."
    ),
    FactKind.NOTICE_STOPPED: lambda who, data: (
        f":hand: {who} stopped the {data['notice']} notice in time: customers read nothing of it."
    ),
    FactKind.NOTICE_OVERRIDDEN: lambda who, data: (
        f":warning: {who} sends it although it tells customers {_listed(data['finds'])}."
    ),
    FactKind.NOTICE_CORRECTED: _corrected,
    FactKind.NOTICE_WITHDRAWN: lambda who, data: (
        f":eraser: {who} withdrew the {data['notice']} notice everywhere. Who read it has read it."
    ),
    FactKind.DELIVERY_FAILED: _failed,
    FactKind.DELIVERY_RETRIED: lambda who, _: f":repeat: {who} has the delivery tried again.",
    FactKind.HOLD_PLACED: lambda who, _: (
        f":file_cabinet: {who} placed a legal hold: delete and edit nothing of this."
    ),
    FactKind.HOLD_RELEASED: lambda who, _: f":file_cabinet: {who} released the legal hold.",
    FactKind.RESTRICTED: lambda who, data: (
        f":lock: {who} restricted it, as _{data['codename']}_: it exists for invited people only."
    ),
    FactKind.INVITED: lambda who, data: f":key: {who} invited {_people(data)}.",
    FactKind.READ: lambda who, _: f":eyes: {who} read it.",
    FactKind.ROLE_TAKEN: _role_taken,
    FactKind.ROLE_HANDED_OVER: lambda who, data: (
        f":bust_in_silhouette: {who} handed *{data['role']}* over to "
        f"{mention(str(data['person']))}. How things stand: {data['summary']}"
    ),
    FactKind.ROLE_MISSING: lambda _, data: (
        f":bust_in_silhouette: Nobody is *{data['role']}*. Who takes it?"
    ),
    FactKind.GRANTED: lambda who, data: f":key: {who} gave {data['right']} to {_subject(data)}.",
    FactKind.REVOKED: lambda who, data: f":key: {who} took {data['right']} from {_subject(data)}.",
    FactKind.PAGED: lambda who, data: f":pager: {who} paged {_people(data)}: {data['why']}",
    FactKind.PAGE_ANSWERED: lambda who, data: f":raising_hand: {who} is on it: {data['why']}",
    FactKind.PAGE_UNANSWERED: _unanswered,
    FactKind.REPLY_HEARD: _heard,
    FactKind.REPLY_ANSWERED: lambda who, data: (
        f":speech_balloon: {who} answered *{data['customer']}* alone: {data['text']}"
    ),
    FactKind.REPORTED: lambda who, data: f"{who} of {data['customer']} reported: {data['text']}",
    FactKind.CUSTOMER_ADDED: lambda who, data: f"{who} added the customer {data['name']}.",
    FactKind.ANSWER_SHARED: lambda who, data: (
        f"{who} shared in <#{data['channel']}> who is responsible: {data['question']}"
    ),
    FactKind.ANSWER_DISPUTED: lambda who, data: (
        f"{who} says that an answer is wrong: {data['question']} ({data['answer']}). "
        f"{data['words']}"
    ),
    FactKind.CUSTOMER_CHANGED: lambda who, data: (
        f"{who} put down of the customer {data['name']}: {_listed(data['said'])}."
    ),
    FactKind.CUSTOMER_REMOVED: lambda who, data: f"{who} removed the customer {data['name']}.",
    FactKind.MATRIX_IMPORTED: lambda who, data: (
        f"{who} imported the matrix {data['matrix']}, version {data['version']}."
    ),
    FactKind.MATRIX_PROPOSED: lambda who, data: (
        f"{who} proposed that the matrix {data['matrix']}, version {data['version']}, answers."
    ),
    FactKind.MATRIX_DECLINED: lambda who, data: (
        f"{who} declined that the matrix {data['matrix']}, version {data['version']}, answers."
    ),
    FactKind.ALIAS_ADDED: lambda who, data: (
        f"{who} had “{data['phrase']}” mean {data['target']} in questions."
    ),
    FactKind.ALIAS_FORGOTTEN: lambda who, data: (
        f"{who} had “{data['phrase']}” mean nothing in questions any more."
    ),
    FactKind.MATRIX_ACTIVATED: lambda who, data: (
        f"{who} had the matrix {data['matrix']}, version {data['version']}, answer for "
        f"{data['provider']} from {data['active_from']} on."
    ),
}
