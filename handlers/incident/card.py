"""The card: one message an incident, always true, edited in place.

Its first two lines say where things stand and what is next; the rest is what the next person asks.
"""

from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.checklist import PLAN, fill_line, reminders, unmet
from domain.determination import Determination
from domain.incident import PHASES, Incident, Phase
from domain.mitigation import Mitigation, Stage
from domain.obligation import Obligation
from domain.outage import Outage
from domain.people import ONUS
from domain.roles import Crew, Role
from domain.words import InternalMessage
from handlers.incident.determine import confirm_line
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.mrkdwn import clip, escape, listed, mention, readers_time, utc, utc_day
from handlers.kit.office import Office
from storage import (
    commitments,
    deliveries,
    freezes,
    incidents,
    mitigations,
    obligations,
    outages,
    roles,
)
from storage.commitments import Record
from storage.deliveries import Failure
from storage.freezes import Freeze

_FINDING = 300


@dataclass(frozen=True)
class Case:
    """An incident with what belongs to it: the latest mitigation and outage, what failed."""

    incident: Incident
    mitigation: Mitigation | None
    outage: Outage | None
    side: str
    failures: tuple[Failure, ...] = ()
    duties: tuple[Obligation, ...] = ()
    promises: Record | None = None
    freeze: Freeze | None = None
    crew: Crew = field(default_factory=dict)

    @property
    def given(self) -> frozenset[str]:
        """What of the checklist other parts of the incident answer for: a mitigation contains."""
        stage = self.mitigation.stage if self.mitigation else Stage.DECLINED
        unused = stage in (Stage.DECLINED, Stage.EXPIRED)
        return frozenset() if unused else frozenset({PLAN.name})


def card(case: Case) -> InternalMessage:
    """Return the whole card."""
    title = f" · {escape(case.incident.title)}" if case.incident.restricted else ""
    top = f"{stand(case)}{title}\n*Next:* {next_step(case)}"
    details = _details(case)
    text = "\n".join((top, phase_bar(case.incident), *details))
    shown = [
        blocks.section(top),
        blocks.context(phase_bar(case.incident)),
        blocks.fields(*details),
    ]
    if case.incident.open:
        if good_to_know := reminders(case.incident, given=case.given):
            nouns = listed([item.noun for item in good_to_know])
            shown.append(blocks.context(f"Worth putting down by now: {nouns}."))
        shown.append(blocks.actions(*_buttons(case)))
    return InternalMessage(text, tuple(shown))


def stand(case: Case) -> str:
    """Where things stand, in one line; a restricted incident by its codename."""
    incident = case.incident
    phase = incident.phase if incident.open else incident.ending or "closed"
    tlp = f"`{incident.tlp}` " if incident.restricted else ""
    return f"*{incident.name} · {phase} · {incident.severity.word}* · {tlp}{escape(incident.label)}"


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


def phase_bar(incident: Incident) -> str:
    """Return the five phases: those behind, the one at hand, those ahead."""
    at = PHASES.index(incident.phase)
    marks = [
        f":white_check_mark: {phase}"
        if number < at or (not incident.open and incident.ending is None)
        else f":large_blue_circle: *{phase}*"
        if number == at
        else f":white_circle: {phase}"
        for number, phase in enumerate(PHASES)
    ]
    return "  ›  ".join(marks)


def responsibility(incident: Incident, *, side: str) -> str:
    """Whose responsibility it is, by which matrix and version, proposed and confirmed by whom."""
    current = incident.responsibility
    if not current:
        return "*Responsibility*\nnot determined: `determine layer hypervisor model iaas`"
    split = ["*Split over layers*"] if len({one.party for one in current}) > 1 else []
    lines = ["*Responsibility*", *split, *(_determined(one, side) for one in current)]
    if earlier := [one for one in incident.determinations if one.superseded_at]:
        last = earlier[-1]
        until = utc(last.superseded_at or last.decided_at)
        lines.append(f"Before: {last.party} ({last.cell}), until {until}")
    if incident.tracking:
        lines.append(f"Their tracking id: {escape(incident.tracking)}")
    return "\n".join(lines)


def _determined(one: Determination, side: str) -> str:
    whose = {side: " (ours)", "both": ""}.get(one.party, "")
    sure = (
        f"confirmed by {mention(one.confirmed_by)} {utc(one.confirmed_at)}"
        if one.confirmed_by and one.confirmed_at
        else f"proposed by {mention(one.decided_by)} {utc(one.decided_at)}, *not confirmed*"
    )
    return (
        f"*{one.party.capitalize()}*{whose}: {one.cell}, by matrix {one.matrix} version "
        f"{one.matrix_version} ({escape(one.source)}), {sure}"
    )


_PHASE_STEPS = {
    Phase.DETECT: "log what was seen, hand it to on-call, then advance",
    Phase.ASSESS: "advance: the verdict and the severity are there",
    Phase.DIAGNOSE: "find cause and scope, then advance to contain it",
    Phase.STABILIZE: "contain, recover and verify, then advance",
    Phase.CLOSE: "write the post-incident review, give actions an owner, then advance once more",
}


def _details(case: Case) -> tuple[str, ...]:
    incident = case.incident
    verdict = f"\nVerdict: {incident.verdict}" if incident.verdict else ""
    severity = _severity(incident)
    services = escape(", ".join(_services(case))) or "none named"
    regions = f"\nRegions: {escape(', '.join(incident.regions))}" if incident.regions else ""
    return (
        responsibility(incident, side=case.side),
        f"*Roles*\n{crew_lines(case.crew)}{verdict}{severity}",
        f"*Opened*\n{readers_time(incident.opened_at)}\nServices: {services}{regions}",
        *_diagnosis(incident),
        *_mitigation(case.mitigation),
        *_outage(case.outage, case.promises),
        *_freeze(case.freeze),
        *_deadlines(case),
        *_failures(case),
        *_hold(incident),
    )


def _severity(incident: Incident) -> str:
    """Say who decided the severity, and what the ratings propose where they differ."""
    decided = f"by {mention(incident.severity_by)}" if incident.severity_by else "not decided yet"
    proposed = incident.rating.severity if incident.rating else incident.severity
    beside = "" if proposed is incident.severity else f"; the ratings propose {proposed.word}"
    return f"\nSeverity: {decided}{beside}"


def _diagnosis(incident: Incident) -> tuple[str, ...]:
    found = {"Cause": incident.cause, "Plan": incident.plan}
    lines = [f"{name}: {clip(escape(words), _FINDING)}" for name, words in found.items() if words]
    if exposure := incident.exposure:
        who = f"{mention(exposure.decided_by)} {utc_day(exposure.decided_at)}"
        why = clip(escape(exposure.reason), _FINDING)
        lines.append(f"Customer data exposed: *{exposure.answer}*, {who}: {why}")
    return ("\n".join(("*Diagnosis*", *lines)),) if lines else ()


def crew_lines(crew: Crew) -> str:
    """Name who does what, the commander also where there is none."""
    held = [f"{role}: {mention(crew[role])}" for role in Role if role in crew]
    if Role.COMMANDER not in crew:
        held.insert(0, f":warning: {Role.COMMANDER}: nobody. `take commander`")
    return "\n".join(held)


def _services(case: Case) -> tuple[str, ...]:
    """Return the services that the incident, its mitigation or its outage names."""
    parts = (case.incident, case.mitigation, case.outage)
    return tuple(dict.fromkeys(name for part in parts if part for name in part.services))


def _mitigation(mitigation: Mitigation | None) -> tuple[str, ...]:
    if mitigation is None:
        return ()
    lines = [f"*Mitigation*\n{escape(mitigation.what)}: *{mitigation.stage}*"]
    lines.append(f"Proposed by {mention(mitigation.proposed_by)}, {mitigation.minutes} min")
    if mitigation.decided_by and mitigation.stage is not Stage.DECLINED:
        how = "Decided alone" if mitigation.alone else "Approved"
        lines.append(f"{how} by {mention(mitigation.decided_by)}")
    if mitigation.alone:
        by = mitigation.reviewed_by
        lines.append(f"Reviewed by {mention(by)}" if by else "*Not reviewed by anybody else yet*")
    return ("\n".join(lines),)


def _outage(outage: Outage | None, promises: Record | None) -> tuple[str, ...]:
    if outage is None:
        return ()
    estimate = outage.estimates[-1] if outage.estimates else None
    expected = utc_day(estimate) if estimate else "no estimate yet"
    if outage.open:
        due = outage.awaited_at
        state = f"{outage.status.capitalize()}\nEstimate: {expected}\n" + (
            f"Next update by {utc(due)}" if due else "No further time is promised"
        )
    else:
        state = f"Over since {utc_day(outage.ended_at or outage.started_at)}"
    if promises and promises.promised:
        state += f"\nPromised updates in time: {promises.in_time} of {promises.promised}"
    return (f"*Outage {outage.reference}*\n{escape(outage.title.words)}\n{state}",)


def _deadlines(case: Case) -> tuple[str, ...]:
    """Return the next deadline and how many come after it, in one line."""
    waiting = [duty for duty in case.duties if duty.open]
    if not waiting:
        return ()
    soonest = min(waiting, key=lambda duty: duty.due_at or duty.counts_from)
    due = f"by {utc_day(soonest.due_at)}" if soonest.due_at else "at once"
    more = f", and {len(waiting) - 1} more" if len(waiting) > 1 else ""
    return (f"*Deadlines*\n{escape(soonest.name)} to {escape(soonest.rule.to)}: {due}{more}",)


def _freeze(freeze: Freeze | None) -> tuple[str, ...]:
    if freeze is None:
        return ()
    since = f"{utc(freeze.frozen_at)} ({mention(freeze.frozen_by)})"
    lines = [":snowflake: *Frozen*", f"Nothing goes to customers since {since}"]
    return ("\n".join((*lines, escape(freeze.reason))),)


def _hold(incident: Incident) -> tuple[str, ...]:
    return (f":file_cabinet: *Legal hold*\n{escape(incident.hold)}",) if incident.hold else ()


def _failures(case: Case) -> tuple[str, ...]:
    if not case.failures:
        return ()
    last = case.failures[-1]
    count = len(case.failures)
    where = mention(last.channel_id) if last.direct else f"<#{last.channel_id}>"
    lines = [f":x: *Not delivered*\n{count}, the last to {where}: {escape(last.error)}"]
    lines.append(f"Once it is mended: `/incident {case.incident.name} retry`")
    return ("\n".join(lines),)


def _buttons(case: Case) -> list[Block]:
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
        plan = case.mitigation.digest[:12]
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


async def load(tx: AsyncConnection, office: Office, incident: Incident) -> Case:
    """Return the incident with what belongs to it."""
    steps = await mitigations.of_incident(tx, office.id, incident.number)
    told = await outages.of_incident(tx, office.id, incident.number)
    failed = await deliveries.failures(tx, office.id, incident.number)
    return Case(
        incident,
        mitigation=steps[-1] if steps else None,
        outage=told[-1] if told else None,
        side=office.side,
        failures=tuple(failed),
        duties=tuple(await obligations.of_incident(tx, office.id, incident.number)),
        promises=await commitments.of_incident(tx, office.id, incident.number),
        freeze=await freezes.get(tx, office.id, incident.number),
        crew=await roles.crew(tx, incident),
    )


async def render(tx: AsyncConnection, office: Office, number: int) -> InternalMessage:
    """Return the card as it is now, for the moment of sending."""
    incident = await incidents.get(tx, office.id, number, viewer=ONUS)
    assert incident, "an incident is never deleted"
    return card(await load(tx, office, incident))
