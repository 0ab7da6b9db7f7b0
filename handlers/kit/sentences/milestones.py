"""How it reads that milestones were set, moved, reached, given up, and not reached in time."""

from domain.facts import FactKind
from handlers.kit.sentences.parts import Data, Sentence


def _set(who: str, data: Data) -> str:
    public = f" Customers may read: “{data['public']}”." if data["public"] else ""
    return (
        f":triangular_flag_on_post: {who} set milestone {data['number']}, due {data['due_at']}: "
        f"{data['text']}.{public}"
    )


def _moved(who: str, data: Data) -> str:
    return (
        f":triangular_flag_on_post: {who} moved milestone {data['number']} from "
        f"{data['due_before']} to *{data['due_at']}*: {data['text']}."
    )


SENTENCES: dict[FactKind, Sentence] = {
    FactKind.MILESTONE_SET: _set,
    FactKind.MILESTONE_MOVED: _moved,
    FactKind.MILESTONE_DONE: lambda who, data: (
        f":checkered_flag: {who} put milestone {data['number']} down as done: {data['text']}."
    ),
    FactKind.MILESTONE_DROPPED: lambda who, data: (
        f":triangular_flag_on_post: {who} dropped milestone {data['number']}: {data['text']}."
    ),
    FactKind.MILESTONE_DUE: lambda _, data: (
        f":alarm_clock: Milestone {data['number']} is due and not done: {data['text']}. Put it "
        "down as done, or move it."
    ),
}
