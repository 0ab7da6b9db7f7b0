"""What `help` says of the phases: NIST's terms, where each begins and ends, what it needs."""

from domain.checklist import CHECKLISTS, Checklist
from domain.incident import Phase
from handlers.kit.mrkdwn import listed

_HOW = (
    "`advance` asks for what is missing; the Incident Commander or the Deputy can `force` a move; "
    "`back` takes a reason. In an incident's thread, `@onus advance` does the same; `INC-7` before "
    "the verb names an incident."
)


def phases_text() -> str:
    """Return the phases in order, a line for each, and how to get from one to the next."""
    lines = [_phase(phase, checklist) for phase, checklist in CHECKLISTS.items()]
    return "\n".join(("*The five phases*", *lines, _HOW))


def _phase(phase: Phase, checklist: Checklist) -> str:
    needed = [item.noun for item in checklist.items if item.required]
    needs = f" It needs {listed(needed)}." if needed else ""
    return (
        f"*{phase}* (NIST: {checklist.nist}) begins with {checklist.entry}; it ends with "
        f"{checklist.exit}.{needs}"
    )
