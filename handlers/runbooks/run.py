"""`/incident runbook` and `tick`: a checklist in the thread, ticked there by whoever did a step."""

from dataclasses import replace

from rapidfuzz import process

from domain.facts import Fact, FactKind, Value
from domain.people import Act
from domain.refusal import Choice
from domain.runbook import Run, Runbook, RunbookError, Shelf, Tick
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import escape, mention, utc
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import runbooks

_MOST_CHOICES = 20


def checklist(run: Run) -> InternalMessage:
    """Show the runbook as far as it is done, with a button for each step that is not."""
    done = len(run.ticks)
    version = f" · version {run.version}" if run.version else ""
    head = f":clipboard: *{escape(run.title)}*{version} · {done} of {len(run.steps)} done"
    numbered = list(enumerate(run.steps, start=1))
    text = "\n".join((head, *(_line(run, number, step) for number, step in numbered)))
    steps = [_step(run, number, step) for number, step in numbered]
    return InternalMessage(text, (blocks.section(head), *steps))


def _step(run: Run, number: int, step: str) -> Block:
    shown = blocks.section(_line(run, number, step))
    if run.tick_of(number):
        return shown
    line = f"INC-{run.incident} tick {run.number}.{number}"
    return {**shown, "accessory": button("Done", command="incident", line=line)}


def _line(run: Run, number: int, step: str) -> str:
    if tick := run.tick_of(number):
        return f":white_check_mark: {number}. {escape(step)} · {mention(tick.by)} {utc(tick.at)}"
    return f":white_large_square: {number}. {escape(step)}"


async def begin(turn: Turn, request: Request) -> InternalMessage:
    """Put the runbook of that name into the incident's thread."""
    incident = await which(turn, request)
    shelf = {**turn.office.runbooks, **await runbooks.shelf(turn.tx, turn.office.id)}
    chosen = _named(shelf, request.text, incident.name)
    run = Run(
        workspace_id=turn.office.id,
        incident=incident.number,
        number=await runbooks.next_number(turn.tx, turn.office.id, incident.number),
        title=chosen.title,
        steps=chosen.steps,
        post_id="",
        version=chosen.version,
    )
    post_id = await turn.say(incident, checklist(run))
    await runbooks.add(turn.tx, replace(run, post_id=post_id))
    data: dict[str, Value] = {"name": run.title, "version": run.version}
    turn.record(Fact(FactKind.RUNBOOK_BEGUN, turn.person.user_id, turn.now, incident.number, data))
    return InternalMessage(
        f"*{escape(run.title)}* is in the thread of {incident.name}: {len(run.steps)} steps, each "
        "with a button."
    )


async def tick(turn: Turn, request: Request) -> InternalMessage:
    """Put a step down as done, in the thread and on the timeline."""
    incident = await which(turn, request)
    number, _, step = request.text.partition(".")
    run = (
        await runbooks.get(turn.tx, turn.office.id, incident.number, int(number))
        if number.isdecimal() and step.isdecimal()
        else None
    )
    if run is None or not 1 <= int(step) <= len(run.steps):
        raise RunbookError(
            f"{incident.name} has no such step.", instead=(f"/incident {incident.name} runbook",)
        )
    if earlier := run.tick_of(int(step)):
        raise RunbookError(f"<@{earlier.by}> did that step already.", instead=())
    done = Tick(int(step), turn.person.user_id, turn.now)
    await runbooks.tick(turn.tx, run, done)
    after = replace(run, ticks=(*run.ticks, done))
    await turn.say_instead(incident, run.post_id, checklist(after))
    data = {"name": run.title, "text": run.steps[done.step - 1]}
    turn.record(Fact(FactKind.RUNBOOK_TICKED, done.by, turn.now, incident.number, data))
    left = len(run.steps) - len(after.ticks)
    return InternalMessage(f"Step {done.step} is done; {left} left." if left else "All done.")


def _named(shelf: Shelf, words: str, incident: str) -> Runbook:
    typed = "-".join(words.lower().split())
    if typed in shelf:
        return shelf[typed]
    near = [name for name, _, _ in process.extract(typed, list(shelf), limit=3, score_cutoff=60)]
    why = f"There is no runbook “{words[:40]}”." if words else "Which runbook?"
    offered = near or list(shelf)[:_MOST_CHOICES]
    raise RunbookError(
        why,
        choices=tuple(Choice(shelf[name].title, f"{incident} runbook {name}") for name in offered),
        instead=(f"/incident {incident} runbook {offered[0]}",),
    )


VERB = Verb(
    name="runbook",
    usage="[name]",
    summary="put a checklist into the thread; bare, it offers those there are",
    right=Act.RESPOND,
    do=begin,
    synonyms=("checklist", "playbook"),
)
TICK = Verb(
    name="tick",
    usage="<runbook>.<step>",
    summary="put a step of a runbook down as done",
    right=Act.RESPOND,
    do=tick,
    hidden=True,
)
