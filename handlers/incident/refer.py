"""`/incident refer`: a text for the other side, of what a person has confirmed to be theirs."""

from domain import scope as decide
from domain.determination import Determination
from domain.incident import Incident
from domain.people import Act
from domain.scope import referred_to
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import escape, listed, utc_day
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents

_TO_FILL_IN = "[what you saw, in words for them]"


def hand_over(incident: Incident, theirs: tuple[Determination, ...], *, to: str) -> InternalMessage:
    """Return the text to copy: neutral, without number, severity or phase."""
    since = utc_day(incident.opened_at)
    lines = [
        f"We are looking into a security event on {_where(incident)}, first seen {since}.",
        f"What we saw: {_TO_FILL_IN}",
        f"By our reading it concerns you: {listed([_theirs(one) for one in theirs])}.",
        "Please look into it on your side, and tell us your reference and when we hear from you.",
    ]
    if to == "provider" and incident.tracking:
        lines.insert(0, f"Your tracking id: {incident.tracking}")
    copied = escape("\n".join(lines))
    return InternalMessage(
        f"For the {to}, to copy and complete; nothing was sent:\n```{copied}```\n"
        f"Once they have an id for it: `/incident {incident.name} refer tracking <id>`"
    )


def _where(incident: Incident) -> str:
    services = listed(incident.services) if incident.services else "our systems"
    return f"{services} in {listed(incident.regions)}" if incident.regions else services


def _theirs(one: Determination) -> str:
    share = "shared between us" if one.party == "shared" else "yours"
    return f"{one.layer} under {one.model} is {share} ({one.source})"


async def refer(turn: Turn, request: Request) -> InternalMessage:
    """Record that it is handed over, with the other side's id, and show the text."""
    incident = await which(turn, request)
    to = "provider" if turn.office.side == "customer" else "customer"
    tracking = request.value("tracking")
    decision = decide.refer(
        incident, to=to, tracking=tracking, by=turn.person.user_id, now=turn.now
    )
    after = await incidents.save(turn.tx, decision.incident)
    await turn.tell(after, decision.facts[0])
    return hand_over(after, referred_to(after, to), to=to)


VERB = Verb(
    name="refer",
    usage="[tracking <id>]",
    summary="a text for the other side, of what is confirmed to be theirs; keeps their id",
    right=Act.RESPOND,
    do=refer,
    keys=("tracking",),
)
