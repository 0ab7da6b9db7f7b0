"""How facts around an incident read: kept messages, obligations, action items, the review."""

from collections.abc import Callable

from domain.facts import FactKind, Value
from handlers.kit.mrkdwn import mention

Data = dict[str, Value]


def _obligation_started(who: str, data: Data) -> str:
    return (
        f":hourglass: {who} started the clock of *{data['name']}*: {data['trigger']} at "
        f"{data['counts_from']}. {_due(data)}"
    )


def _obligation_reminded(_: str, data: Data) -> str:
    gone = {50: "Half of the time has gone", 80: "80 % of the time has gone"}
    share = int(str(data["share"]))
    mark = ":hourglass_flowing_sand:" if share in gone else ":rotating_light:"
    return (
        f"{mark} {mention(str(data['to']))}: {gone.get(share, 'The time is over')} for "
        f"*{data['name']}*. {_due(data)} Once it is done: "
        f"`@onus met {data['obligation']} &lt;reference&gt;`"
    )


def _obligation_met(who: str, data: Data) -> str:
    late = f", {data['late_minutes']} min late" if data["late_minutes"] else ""
    return f":white_check_mark: {who} met *{data['name']}*{late}: {data['reference']}"


def _due(data: Data) -> str:
    """Say by when and to whom; what was not read in the law says so."""
    by = "at once" if data["due_at"] == "none" else f"by {data['due_at']}"
    unverified = "" if data["verified"] else " (unverified)"
    return f"Due {by} to {data['recipient']}{unverified}."


def _action_added(who: str, data: Data) -> str:
    owner = mention(str(data["owner"]))
    day = f" Due {data['due_on']}." if data["due_on"] else ""
    return f":clipboard: {who} gave {owner} action {data['number']}: {data['text']}.{day}"


def _action_reminded(_: str, data: Data) -> str:
    day = f" Due {data['due_on']}." if data["due_on"] else ""
    late = " *It is overdue.*" if data["overdue"] else ""
    return (
        f":bell: {mention(str(data['owner']))}: action {data['number']} is still to be done: "
        f"{data['text']}.{day}{late} Then: `@onus done {data['number']}`"
    )


def _action_done(who: str, data: Data) -> str:
    outcome = f" {data['outcome']}" if data["outcome"] else ""
    return f":white_check_mark: {who} did action {data['number']}: {data['text']}.{outcome}"


def _kept(who: str, data: Data) -> str:
    author = str(data["author"])
    whose = f"what {mention(author)} wrote" if author else "a message"
    return f":pushpin: {who} kept {whose}: {data['text']}"


def _restricted(who: str, data: Data) -> str:
    people = data["people"]
    readers = ", ".join(map(mention, people)) if isinstance(people, list) else ""
    return f":lock: {who} made the analysis readable for {readers or 'every responder'}."


SENTENCES: dict[FactKind, Callable[[str, Data], str]] = {
    FactKind.OBLIGATION_STARTED: _obligation_started,
    FactKind.OBLIGATION_REMINDED: _obligation_reminded,
    FactKind.OBLIGATION_MET: _obligation_met,
    FactKind.OBLIGATION_WAIVED: lambda who, data: (
        f":heavy_minus_sign: {who} decided that *{data['name']}* does not apply."
    ),
    FactKind.ACTION_ADDED: _action_added,
    FactKind.ACTION_REMINDED: _action_reminded,
    FactKind.ACTION_DONE: _action_done,
    FactKind.MESSAGE_KEPT: _kept,
    FactKind.REVIEW_POSTED: lambda who, data: (
        f":page_facing_up: {who} drafted the {data['stage']} review."
    ),
    FactKind.REVIEW_REMINDED: lambda _, data: (
        f":bell: {mention(str(data['to']))}: the {data['stage']} review is not posted yet. "
        "`@onus review` drafts it from the journal."
    ),
    FactKind.RUNBOOK_BEGUN: lambda who, data: (
        f":clipboard: {who} began the runbook {data['name']}."
    ),
    FactKind.RUNBOOK_TICKED: lambda who, data: (
        f":white_check_mark: {who} did a step of {data['name']}: {data['text']}"
    ),
    FactKind.ANALYSIS_WRITTEN: lambda who, data: (
        f":pencil: {who} wrote a part of the analysis: {data['aspect']}."
    ),
    FactKind.ANALYSIS_READ: lambda who, _: f":eyes: {who} read the analysis.",
    FactKind.ANALYSIS_RESTRICTED: _restricted,
    FactKind.REVIEW_EXPORTED: lambda who, data: f"{who} exported the review as {data['format']}.",
}
