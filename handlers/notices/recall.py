"""What an amendment does where a notice went by letter: e-mail and webhooks cannot be recalled.

A letter that has not left is stopped; one that has is followed by another, which says so.
"""

from collections.abc import Collection
from dataclasses import replace

from domain.customers import Recipient
from domain.facts import Fact
from domain.outage import NoticeKind, Outage
from handlers.kit.mrkdwn import way_to
from handlers.kit.turn import Turn
from storage import letters, outward
from storage.outages import Notice


async def amend_letters(
    turn: Turn,
    amendment: Notice,
    wrong: Notice,
    outage: Outage,
    *,
    anew: bool,
    but: Collection[str] = (),
) -> list[str]:
    """Amend what went by letter; return who keeps the wrong words, and where.

    outage: as the amendment leaves it. anew: a letter that has left is followed by another. but:
    the customers, by their ids, to whom nothing is written.
    """
    recalled = await letters.recall(turn.tx, wrong)
    if amendment.kind is NoticeKind.CORRECTION and amendment.edit:
        change = replace(wrong.change, text=amendment.change.text)
        right = replace(
            amendment,
            message=amendment.edit,
            own=amendment.own_edits,
            change=change,
            outage=outage,
        )
        for reader in _others(recalled.unread, but):
            await outward.notice(turn.tx, right, recipient=reader, reply_to=None, now=turn.now)
    if anew:
        after = replace(amendment, outage=outage)
        for reader in _others(recalled.gone, but):
            await outward.notice(turn.tx, after, recipient=reader, reply_to=None, now=turn.now)
    return [f"{one.name} {way_to(one.way, one.address)}" for one in recalled.gone]


def _others(readers: tuple[Recipient, ...], but: Collection[str]) -> list[Recipient]:
    return [reader for reader in readers if reader.customer_id not in but]


def saying(fact: Fact, kept: list[str]) -> Fact:
    """Return the fact of an amendment with who keeps the wrong words."""
    return replace(fact, data={**fact.data, "kept": kept}) if kept else fact
