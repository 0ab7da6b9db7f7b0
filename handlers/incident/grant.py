"""`grant`, `revoke`, `rights`: who may do what."""

import re
from dataclasses import replace

from domain.facts import Fact, FactKind, Value
from domain.people import GRANTS_FILE, Act, Grant, Right, Staff
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.rights import holders, nobody_approves
from handlers.kit.turn import Turn
from handlers.kit.whom import Named, named
from storage import grants

_RIGHT = re.compile(r"\s*(\w+)\s*(.*)", re.DOTALL)


class RightError(Refusal):
    """The line names no right, or nobody to give it to."""


def listed(staff: Staff) -> InternalMessage:
    """Show who holds each right."""
    lines = [f"*{right}*: {holders(staff, right)}" for right in Right]
    warning = nobody_approves(staff)
    give = "Give one: `/incident grant approver @bob`; take it back: `/incident revoke …`."
    return InternalMessage("\n".join((*lines, *([warning] if warning else []), give)))


def changed(what: str, staff: Staff, right: Right) -> InternalMessage:
    """Tell the admin what is true now."""
    now = f"{what} *{right}* now: {holders(staff, right)}."
    return InternalMessage("\n".join(filter(None, (now, nobody_approves(staff)))))


async def grant(turn: Turn, request: Request) -> InternalMessage:
    """Give a right to people and user groups."""
    right, whom = _read(turn, request)
    given = [
        Grant(turn.office.id, right, subject, is_group, turn.person.user_id, turn.now)
        for subject, is_group in _subjects(whom)
    ]
    known = {(each.right, each.subject) for each in turn.staff.grants}
    fresh = [each for each in given if (each.right, each.subject) not in known]
    for each in fresh:
        await grants.add(turn.tx, each)
        turn.record(_fact(turn, FactKind.GRANTED, each))
    staff = replace(turn.staff, grants=(*turn.staff.grants, *fresh))
    return changed("Given." if fresh else "They hold it already.", staff, right)


async def revoke(turn: Turn, request: Request) -> InternalMessage:
    """Take a right away that was given."""
    right, whom = _read(turn, request)
    subjects = {subject for subject, _ in _subjects(whom)}
    taken = [one for one in turn.staff.grants if one.right is right and one.subject in subjects]
    if not taken:
        raise RightError(
            f"{right} was not given to them by name: they hold it otherwise, or not at all.",
            instead=("/incident rights",),
        )
    if any(one.granted_by == GRANTS_FILE for one in taken):
        raise RightError(
            f"{right} is theirs by the file of ONUS_GRANTS_FILE: whoever runs Onus takes it there.",
            instead=("/incident rights",),
        )
    for each in taken:
        await grants.remove(turn.tx, turn.office.id, right, each.subject)
        turn.record(_fact(turn, FactKind.REVOKED, each))
    left = tuple(each for each in turn.staff.grants if each not in taken)
    return changed("Taken back.", replace(turn.staff, grants=left), right)


async def rights(turn: Turn, request: Request) -> InternalMessage:
    """Show who may do what."""
    del request
    return listed(turn.staff)


def _read(turn: Turn, request: Request) -> tuple[Right, Named]:
    split = _RIGHT.match(request.raw)
    word = split[1].lower() if split else ""
    if word not in set(Right):
        raise RightError(f"Which right? There are {', '.join(Right)}.")
    whom = named(turn, split[2] if split else "")
    if not whom.people and not whom.groups:
        raise RightError("To whom? Pick a person or a user group from what Slack offers after @.")
    return Right(word), whom


def _subjects(whom: Named) -> list[tuple[str, bool]]:
    return [(one, False) for one in whom.people] + [(one, True) for one in whom.groups]


def _fact(turn: Turn, kind: FactKind, given: Grant) -> Fact:
    data: dict[str, Value] = {
        "right": given.right,
        "subject": given.subject,
        "group": given.is_group,
    }
    return Fact(kind, actor=turn.person.user_id, happened_at=turn.now, data=data)


GRANT = Verb(
    name="grant",
    usage="<right> <@person|@group>",
    summary=f"give a right: {', '.join(Right)}",
    right=Act.GRANT,
    do=grant,
    fresh=True,
)
REVOKE = Verb(
    name="revoke",
    usage="<right> <@person|@group>",
    summary="take a right back that was given",
    right=Act.GRANT,
    do=revoke,
    fresh=True,
)
RIGHTS = Verb(
    name="rights",
    usage="",
    summary="who may do what",
    right=Act.READ,
    do=rights,
    synonyms=("grants",),
    asks=True,
)
