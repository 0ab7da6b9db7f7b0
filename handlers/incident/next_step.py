"""What is next in an incident, and whose it is, in one line."""

from domain.checklist import unmet
from domain.incident import Incident, Phase
from domain.mitigation import Stage
from domain.outage import Outage
from handlers.incident.case import Case
from handlers.kit.mrkdwn import escape, listed, mention, utc
from storage.freezes import Freeze

_PHASE_STEPS = {
    Phase.DETECT: "log what was seen, hand it to on-call, then advance",
    Phase.ASSESS: "advance: the verdict and the severity are there",
    Phase.DIAGNOSE: "find cause and scope, then advance to contain it",
    Phase.STABILIZE: "contain, recover and verify, then advance",
    Phase.CLOSE: "write the post-incident review, give actions an owner, then advance once more",
}


def next_step(case: Case) -> str:
    """Say what is next, and whose it is, in one line: what waits for somebody comes first."""
    if not case.incident.open:
        return _after_the_end(case.incident)
    return _decision(case) or _promise(case) or _carrying_out(case) or _work(case)


def _after_the_end(incident: Incident) -> str:
    if incident.merged_into:
        return f"work goes on in INC-{incident.merged_into}."
    return "nothing; notes can still be added, and it can be reopened."


def _decision(case: Case) -> str:
    mitigation = case.mitigation
    if mitigation is None or mitigation.stage is not Stage.PROPOSED:
        return ""
    what, by = escape(mitigation.what), mention(mitigation.proposed_by)
    return f"approve or decline “{what}”: anyone but {by}."


def _promise(case: Case) -> str:
    if case.outage is None or not case.outage.open:
        return ""
    return f"{_owed(case.outage, case.freeze)}, or tell them it is over; {_phase_step(case)}."


def _carrying_out(case: Case) -> str:
    mitigation = case.mitigation
    if mitigation is None:
        return ""
    what = escape(mitigation.what)
    if mitigation.stage is Stage.APPROVED and case.incident.phase is not Phase.CLOSE:
        return f"tell customers of the outage, then begin “{what}”."
    if mitigation.stage is Stage.BEGUN:
        return f"end “{what}” once it is verified."
    if mitigation.wants_review:
        by = mention(mitigation.decided_by or mitigation.proposed_by)
        return f"review that “{what}” was decided alone: anyone but {by}."
    return ""


def _work(case: Case) -> str:
    commander = case.incident.commander
    whose = mention(commander) if commander else "nobody commands it yet: `take commander`"
    return f"{_phase_step(case)} ({whose})"


def _phase_step(case: Case) -> str:
    if missing := unmet(case.incident, given=case.given):
        return f"settle {listed([item.noun for item in missing])}, then advance"
    return _PHASE_STEPS[case.incident.phase]


def _owed(outage: Outage, freeze: Freeze | None) -> str:
    if freeze:
        return f"thaw words to customers (`/incident INC-{outage.incident} thaw`)"
    due = outage.awaited_at
    return f"update customers by {utc(due)}" if due else "write to customers, held off twice"
