"""`/incident action`: give somebody something to do, by a day."""

from domain import action_item as decide
from domain.action_item import ActionItem
from domain.grammar import split_words
from domain.people import Act
from domain.words import InternalMessage
from handlers.actions.reminders import set_reminder
from handlers.actions.words import given
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import PERSON, plain
from handlers.kit.secrecy import check_part
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import action_items

_KEYS = ("due",)


def action_form(request: Request) -> Block:
    """Return the form that a bare verb opens."""
    return form(
        request,
        "An action item",
        blocks.text_input("text", "What is to be done?", long=True),
        blocks.person_input("owner", "By whom, if not by you", optional=True),
        blocks.text_input("due", "By which day", optional=True, hint="2026-03-09, or 7d"),
        submit="Add",
    )


async def add(turn: Turn, request: Request) -> InternalMessage:
    """Add an action item; without an owner it is the person's own."""
    incident = await which(turn, request, closed_too=True)
    text, owner, due = _read(request)
    owner = owner or turn.person.user_id
    await check_part(turn, incident, (owner,))
    timezone = turn.person.timezone
    item = ActionItem(
        workspace_id=turn.office.id,
        incident=incident.number,
        number=await action_items.next_number(turn.tx, turn.office.id, incident.number),
        text=decide.check_text(text),
        owner=owner,
        created_by=turn.person.user_id,
        created_at=turn.now,
        timezone=timezone,
        due_on=decide.read_day(due, now=turn.now, timezone=timezone) if due else None,
    )
    decision = decide.added(item)
    await action_items.add(turn.tx, item)
    await set_reminder(turn, item)
    await turn.tell(incident, decision.fact)
    return given(item, by=turn.person.user_id)


def _read(request: Request) -> tuple[str, str, str]:
    """Return what is to be done, the owner's id (empty where none is named), and the day."""
    filled_in = request.via.form is not None
    named = PERSON.search(request.value("owner") if filled_in else request.raw)
    if filled_in:
        return request.text, named[1] if named else "", request.value("due")
    words = split_words(plain(PERSON.sub("", request.raw, count=1)), keys=_KEYS)
    return words.text, named[1] if named else "", words.values.get("due", "")


VERB = Verb(
    name="action",
    usage="<what> [@owner] [due 2026-03-09]",
    summary="give somebody something to do, by a day; they are reminded until it is done",
    right=Act.RESPOND,
    do=add,
    keys=_KEYS,
    synonyms=("todo", "task"),
    form=action_form,
)
