"""`begin` and `end`: carrying out an approved mitigation."""

from domain import mitigation as plan
from domain.mitigation import Mitigation
from domain.people import Act
from domain.words import InternalMessage
from handlers.incident.case import load
from handlers.incident.decide import at_hand
from handlers.incident.next_step import next_step
from handlers.incident.watch import watch
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import escape, utc_day
from handlers.kit.planned import approved
from handlers.kit.turn import Turn
from storage import embargoes, mitigations, outages

_WITHOUT = "without notice"


def verified_form(request: Request) -> Block:
    """Return the form that the button shows."""
    seen = blocks.text_input("text", "What was verified?", long=True)
    return form(request, "End the mitigation", seen, submit="End")


async def begin(turn: Turn, request: Request) -> InternalMessage:
    """Begin it, once customers' notice is queued, or withheld with a reason."""
    incident, mitigation = await at_hand(turn, request)
    withheld = await _withheld(turn, mitigation)
    if request.text.lower().startswith(_WITHOUT):
        withheld = request.text[len(_WITHOUT) :].strip()
    decision = plan.begin(
        mitigation,
        by=turn.person.user_id,
        now=turn.now,
        approved=await approved(turn, incident, mitigation),
        told=await _told(turn, mitigation),
        withheld=withheld,
    )
    await mitigations.save(turn.tx, decision.mitigation)
    await turn.tell(incident, decision.fact)
    await watch(turn, decision.mitigation)
    return InternalMessage("Begun. When it is over and verified: `/incident end <what you saw>`.")


async def _told(turn: Turn, mitigation: Mitigation) -> bool:
    """Whether customers know of an open outage of what it touches, by the notice approved."""
    known = await outages.of_incident(turn.tx, turn.office.id, mitigation.incident)
    open_ones = [outage for outage in known if outage.open]
    if mitigation.notice:
        plans = await outages.plans_told(turn.tx, turn.office.id, open_ones)
        return mitigation.digest in plans
    touched = {name.casefold() for name in mitigation.services}
    return any(
        not outage.services or touched & {name.casefold() for name in outage.services}
        for outage in open_ones
    )


async def _withheld(turn: Turn, mitigation: Mitigation) -> str:
    """Return why all whom it affects are told nothing of it, empty where somebody is to be told."""
    holding = await embargoes.holding(turn.tx, turn.office.id, mitigation.incident)
    reasons = {one.customer: f"{one.customer} until {utc_day(one.until_at)}" for one in holding}
    if not mitigation.recipients or set(mitigation.recipients) - reasons.keys():
        return ""
    return ", ".join(reasons[name] for name in mitigation.recipients)


async def end(turn: Turn, request: Request) -> InternalMessage:
    """End it."""
    incident, mitigation = await at_hand(turn, request)
    decision = plan.end(mitigation, by=turn.person.user_id, now=turn.now, verified=request.text)
    await mitigations.save(turn.tx, decision.mitigation)
    await turn.tell(incident, decision.fact)
    step = next_step(await load(turn.tx, turn.office, incident))
    return InternalMessage(f"“{escape(mitigation.what)}” has ended. Next: {step}")


BEGIN = Verb(
    name="begin",
    usage="[without notice <reason>]",
    summary="begin the approved mitigation, once customers' notice is queued or withheld",
    right=Act.RESPOND,
    do=begin,
)
END = Verb(
    name="end",
    usage="<what was verified>",
    summary="end the mitigation, once it is verified",
    right=Act.RESPOND,
    do=end,
    synonyms=("finish",),
    form=verified_form,
)
