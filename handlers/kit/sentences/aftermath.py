"""How it reads what outlasts an incident: action items, review, analysis, runbooks."""

from domain.facts import FactKind
from handlers.kit.mrkdwn import mention
from handlers.kit.sentences.parts import Data, Sentence, people


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
    return f":lock: {who} made the analysis readable for {people(data) or 'every responder'}."


def _version(data: Data) -> str:
    return f", version {data['version']}" if data.get("version") else ""


SENTENCES: dict[FactKind, Sentence] = {
    FactKind.ACTION_ADDED: _action_added,
    FactKind.ACTION_REMINDED: _action_reminded,
    FactKind.ACTION_DONE: _action_done,
    FactKind.MESSAGE_KEPT: _kept,
    FactKind.MESSAGE_EDITED: lambda who, data: (
        f":pencil2: {who} edited what they wrote at {data['said_at']}. It says now: {data['text']}"
    ),
    FactKind.MESSAGE_DELETED: lambda _, data: (
        f":wastebasket: What {mention(str(data['author']))} wrote at {data['said_at']} was deleted "
        "in Slack. What was kept of it stays."
    ),
    FactKind.REVIEW_POSTED: lambda who, data: (
        f":page_facing_up: {who} drafted the {data['stage']} review."
    ),
    FactKind.REVIEW_REMINDED: lambda _, data: (
        f":bell: {mention(str(data['to']))}: the {data['stage']} review is not posted yet. "
        "`@onus review` drafts it from the journal."
    ),
    FactKind.RUNBOOK_BEGUN: lambda who, data: (
        f":clipboard: {who} began the runbook {data['name']}{_version(data)}."
    ),
    FactKind.RUNBOOK_IMPORTED: lambda who, data: (
        f":clipboard: {who} imported the runbook {data['name']}{_version(data)}: {data['title']}."
    ),
    FactKind.RUNBOOK_TICKED: lambda who, data: (
        f":white_check_mark: {who} did a step of {data['name']}: {data['text']}"
    ),
    FactKind.ANALYSIS_WRITTEN: lambda who, data: (
        f":pencil: {who} wrote a part of the analysis: {data['aspect']}."
    ),
    FactKind.ANALYSIS_READ: lambda who, _: f":eyes: {who} read the analysis.",
    FactKind.ANALYSIS_RESTRICTED: _restricted,
    FactKind.ANALYSIS_REPLACED: lambda who, data: (
        f":pencil: {who} put the file “{data['name']}” in place of the analysis."
    ),
    FactKind.ANALYSIS_EXPORTED: lambda who, data: (
        f":eyes: {who} exported the analysis as {data['format']}."
    ),
    FactKind.ANALYSIS_POSTED: lambda who, _: (
        f":page_facing_up: {who} posted the analysis into the thread."
    ),
    FactKind.JOURNAL_EXPORTED: lambda who, data: (
        f"{who} exported the journal since {data['since'] or 'its beginning'}."
    ),
    FactKind.REVIEW_EXPORTED: lambda who, data: f"{who} exported the review as {data['format']}.",
}
