"""A case: an incident with all that belongs to it, as the card and the answers show it."""

from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.checklist import PLAN
from domain.embargo import Embargo
from domain.incident import Incident
from domain.milestone import Milestone
from domain.mitigation import Mitigation, Stage
from domain.obligation import Obligation
from domain.outage import Outage
from domain.roles import Crew
from handlers.kit.office import Office
from storage import (
    commitments,
    deliveries,
    embargoes,
    freezes,
    milestones,
    mitigations,
    obligations,
    outages,
    roles,
)
from storage.commitments import Record
from storage.deliveries import Failure
from storage.freezes import Freeze


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
    embargoes: tuple[Embargo, ...] = ()
    crew: Crew = field(default_factory=dict)
    milestones: tuple[Milestone, ...] = ()

    @property
    def given(self) -> frozenset[str]:
        """What of the checklist other parts of the incident answer for: a mitigation contains."""
        stage = self.mitigation.stage if self.mitigation else Stage.DECLINED
        unused = stage in (Stage.DECLINED, Stage.EXPIRED)
        return frozenset() if unused else frozenset({PLAN.name})


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
        embargoes=tuple(await embargoes.holding(tx, office.id, incident.number)),
        crew=await roles.crew(tx, incident),
        milestones=tuple(await milestones.of_incident(tx, office.id, incident.number)),
    )
