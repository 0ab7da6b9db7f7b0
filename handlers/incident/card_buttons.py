"""The buttons of the card: what can be done next, with one click."""

from domain.checklist import fill_line, unmet
from domain.incident import Phase
from domain.mitigation import Stage
from domain.seen import mark_of
from handlers.incident.case import Case
from handlers.incident.determine import confirm_line
from handlers.kit.blocks import Block, button


def buttons(case: Case) -> list[Block]:
    """Return the buttons for an open incident: its phases, its mitigation, its outage."""
    name, phase = case.incident.name, case.incident.phase
    label = "Close" if phase is Phase.CLOSE else "Advance"
    missing = unmet(case.incident, given=case.given)
    line = fill_line(case.incident, missing) if missing else f"{name} advance leaving {phase}"
    made = [_button(label, line, style="primary")]
    if phase is not Phase.DETECT:
        made.append(_button("Back", f"{name} back"))
    if any(one.confirmed_by is None for one in case.incident.responsibility):
        made.append(_button("Confirm responsibility", confirm_line(case.incident)))
    made.append(_button("Note", f"{name} note"))
    return made + _mitigation_buttons(case) + _outage_buttons(case)


def _mitigation_buttons(case: Case) -> list[Block]:
    name = case.incident.name
    stage = case.mitigation.stage if case.mitigation else None
    if stage is Stage.PROPOSED and case.mitigation:
        plan = mark_of(case.mitigation.digest)
        return [
            _button("Approve", f"{name} approve plan {plan}"),
            _button("Decline", f"{name} decline"),
        ]
    if stage is Stage.APPROVED:
        return [_button("Begin mitigation", f"{name} begin")]
    if stage is Stage.BEGUN:
        return [_button("End mitigation", f"{name} end")]
    review = case.mitigation and case.mitigation.wants_review
    made = [_button("Review", f"{name} reviewed")] if review else []
    return [*made, _button("Mitigate", f"{name} mitigate")]


def _outage_buttons(case: Case) -> list[Block]:
    name = case.incident.name
    if case.outage is None or not case.outage.open:
        return [_button("Tell customers", f"{name} outage")]
    return [
        _button("Update customers", f"{name} update"),
        _button("New estimate", f"{name} eta"),
        _button("Recovered", f"{name} recovered"),
    ]


def _button(label: str, line: str, *, style: str | None = None) -> Block:
    return button(label, command="incident", line=line, style=style)
