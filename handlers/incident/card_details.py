"""What the card says below its first lines: what the next person asks."""

from domain.determination import Determination
from domain.embargo import Embargo
from domain.incident import Incident
from domain.mitigation import Mitigation, Stage
from domain.outage import Outage
from domain.roles import Crew, Role
from handlers.incident.case import Case
from handlers.kit.mrkdwn import clip, escape, mention, readers_time, utc, utc_day, way_to
from storage.commitments import Record
from storage.freezes import Freeze

_FINDING = 300


def details(case: Case) -> tuple[str, ...]:
    """Return the fields of the card, what is always there first."""
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
        *_withheld(case.embargoes),
        *_deadlines(case),
        *_failures(case),
        *_hold(incident),
    )


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
    expected = utc_day(outage.estimate) if outage.estimate else "no estimate yet"
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


def _withheld(holding: tuple[Embargo, ...]) -> tuple[str, ...]:
    if not holding:
        return ()
    lines = [f"{escape(one.customer)} until {utc_day(one.ends_at)}" for one in holding]
    return ("\n".join((":zipper_mouth_face: *Told nothing*", *lines)),)


def _hold(incident: Incident) -> tuple[str, ...]:
    return (f":file_cabinet: *Legal hold*\n{escape(incident.hold)}",) if incident.hold else ()


def _failures(case: Case) -> tuple[str, ...]:
    if not case.failures:
        return ()
    last = case.failures[-1]
    count = len(case.failures)
    where = way_to(last.way, last.address or last.channel_id)
    to = f"to {mention(last.channel_id)}" if last.direct else where
    lines = [f":x: *Not delivered*\n{count}, the last {to}: {escape(last.error)}"]
    lines.append(f"Once it is mended: `/incident {case.incident.name} retry`")
    return ("\n".join(lines),)
