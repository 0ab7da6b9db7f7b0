"""A role that nobody holds: people are called for it, then the channel, then it stops.

Without a commander everyone who could command is paged at once. Whoever tells customers of an
outage is their liaison from then on, unless it is the commander: then one is asked for.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain.facts import Fact
from domain.incident import Incident
from domain.people import ONUS
from domain.roles import FIRST_CALL, SECOND_CALL, Role, missing, taken
from domain.words import InternalMessage
from handlers.incident.crew import UNFILLED, about, call_key, settle
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.mrkdwn import escape
from handlers.kit.paging import page
from handlers.kit.telling import told
from handlers.kit.turn import Turn
from storage import incidents, outbox, roles, timers
from storage.timers import Timer


def take_button(incident: Incident, role: Role) -> Block:
    """Return what whoever takes it clicks."""
    line = f"{incident.name} take {role.word}"
    return blocks.actions(button("Take it", command="incident", line=line, style="primary"))


def called_in_channel(incident: Incident, role: Role, fact: Fact) -> InternalMessage:
    """Ask everyone in the channel, once."""
    text = f"*{incident.name}* {escape(incident.heading)}\n{told(fact)} Nobody is asked again."
    return InternalMessage(text, (blocks.section(text), take_button(incident, role)))


async def after_opening(turn: Turn, fact: Fact) -> None:
    """Page for a commander where whoever opened it is none."""
    incident = await _incident(turn, fact.incident)
    if not incident.commander:
        await page(
            turn,
            incident,
            about=about(Role.COMMANDER),
            why="nobody commands it; whoever does, types: take commander",
            right=Role.COMMANDER.right,
        )
        await _call_after(turn, incident, Role.COMMANDER, FIRST_CALL + SECOND_CALL, in_channel=True)


async def after_outage(turn: Turn, fact: Fact) -> None:
    """Make whoever told customers their liaison; where the commander did, ask for one."""
    incident = await _incident(turn, fact.incident)
    crew = await roles.crew(turn.tx, incident)
    by = fact.actor
    if Role.LIAISON in crew:
        return
    if by == incident.commander or Role.LIAISON.right not in turn.staff.rights_of(by):
        await _call_after(turn, incident, Role.LIAISON, FIRST_CALL, in_channel=False)
        return
    begins = taken(incident, Role.LIAISON, by, crew=crew, by=by, now=turn.now)
    await settle(turn, incident, Role.LIAISON, begins)


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Call for somebody in the thread, then in the channel, unless the role was taken."""
    incident = await incidents.lock(turn.tx, await _incident(turn, body["incident"]))
    role = Role(body["role"])
    if not incident.open or role in await roles.crew(turn.tx, incident):
        return
    fact = missing(incident, role, by=ONUS.user_id, now=turn.now)
    if not body["in_channel"]:
        await turn.tell(incident, fact, take_button(incident, role))
        await _call_after(turn, incident, role, SECOND_CALL, in_channel=True)
        return
    turn.record(fact)
    await outbox.post(
        turn.tx,
        turn.office.id,
        channel_id=incident.channel_id,
        message=called_in_channel(incident, role, fact),
        now=turn.now,
        incident=incident.number,
    )


async def _incident(turn: Turn, number: int | None) -> Incident:
    found = await incidents.get(turn.tx, turn.office.id, number or 0, viewer=ONUS)
    assert found, "an incident is never deleted"
    return found


async def _call_after(
    turn: Turn, incident: Incident, role: Role, wait: timedelta, *, in_channel: bool
) -> None:
    await timers.put(
        turn.tx,
        Timer(
            workspace_id=turn.office.id,
            key=call_key(incident, role),
            kind=UNFILLED,
            due_at=turn.now + wait,
            body={"incident": incident.number, "role": str(role), "in_channel": in_channel},
        ),
    )
