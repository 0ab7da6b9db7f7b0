"""What is said of names that were taught."""

from collections.abc import Sequence

from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import TEXT_LIMIT, button
from handlers.kit.mrkdwn import clip, escape, mention, utc_day
from storage.aliases import Added


def taught(added: Added, *, closed: int) -> InternalMessage:
    """Tell the admin what is understood now, with the way back."""
    text = f"“{escape(added.phrase)}” means *{added.target}* from now on. {_closed(closed)}"
    undo = button("Undo", command="whoowns", line=f"forget {added.phrase}")
    return InternalMessage(text, (blocks.section(text), blocks.actions(undo)))


def _closed(count: int) -> str:
    if count == 0:
        return "No question of `/whoowns gaps` has an answer by that alone."
    if count == 1:
        return "One question of `/whoowns gaps` has an answer now and is left out."
    return f"{count} questions of `/whoowns gaps` have an answer now and are left out."


def listed(every: Sequence[Added]) -> InternalMessage:
    """List the names, who taught each, and when."""
    if not every:
        return InternalMessage(
            "No name was taught here yet: `/whoowns alias warp core means hypervisor`. Those of a "
            "matrix file stand there."
        )
    lines = (
        f"“{escape(one.phrase)}” → {one.target}, {mention(one.added_by)}, {utc_day(one.added_at)}"
        for one in every
    )
    return InternalMessage(clip("\n".join(("*Names that were taught*", *lines)), TEXT_LIMIT))


def forgotten(phrase: str) -> InternalMessage:
    """Tell the admin."""
    return InternalMessage(f"“{escape(phrase)}” means nothing of its own any more.")
