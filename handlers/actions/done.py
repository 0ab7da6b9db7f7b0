"""`/incident done`: put an action item down as done."""

from domain import action_item as decide
from domain.action_item import ActionItem, ActionItemError
from domain.incident import Incident
from domain.people import Act
from domain.words import InternalMessage
from handlers.actions.reminders import set_reminder
from handlers.actions.words import finished
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import action_items


async def finish(turn: Turn, request: Request) -> InternalMessage:
    """Mark the item of that number, with what was done where it was typed."""
    incident = await which(turn, request, closed_too=True)
    every = await action_items.of_incident(turn.tx, turn.office.id, incident.number)
    word, _, outcome = request.text.partition(" ")
    item = _meant(incident, every, word)
    decision = decide.done(item, by=turn.person.user_id, now=turn.now, outcome=outcome)
    await action_items.save(turn.tx, decision.item)
    await set_reminder(turn, decision.item)
    await turn.tell(incident, decision.fact)
    return finished(decision.item, sum(each.open for each in every) - 1)


def _meant(incident: Incident, every: list[ActionItem], word: str) -> ActionItem:
    for item in every:
        if str(item.number) == word:
            return item
    waiting = [item for item in every if item.open]
    what = f"{incident.name} has no action “{word[:40]}”." if word else "Which action?"
    raise ActionItemError(
        what,
        instead=(
            *(f"/incident {incident.name} done {item.number}" for item in waiting[:3]),
            f"/incident {incident.name} actions",
        ),
    )


VERB = Verb(
    name="done",
    usage="<number> [what was done]",
    summary="put an action item down as done",
    right=Act.RESPOND,
    do=finish,
    synonyms=("did",),
)
