"""What `help` says of the phases: NIST's terms, and what each needs before it lets go."""

from itertools import groupby

from domain.checklist import STAGES


def phases_text() -> str:
    """Return the phases in order, with NIST's terms, what each needs, and how to get past it."""
    runs = groupby(STAGES.items(), key=lambda item: item[1].nist)
    ways = [f"{' → '.join(phase for phase, _ in run)} (NIST: {nist})" for nist, run in runs]
    needs = [
        f"{phase} needs {', '.join(item.noun for item in stage.items if item.required)}"
        for phase, stage in STAGES.items()
        if any(item.required for item in stage.items)
    ]
    return (
        f"Phases: {' → '.join(ways)}.\nBefore it lets go: {'; '.join(needs)}. `advance` asks for "
        "what is missing; the Incident Commander can `force` a move. In an incident's thread, "
        "`@onus advance` does the same; `INC-7` before the verb names an incident."
    )
