"""How it reads that a second person was asked for a notice, and what became of it."""

from domain.facts import FactKind
from handlers.kit.mrkdwn import mention
from handlers.kit.sentences.parts import Data, Sentence, listed


def _proposed(who: str, data: Data) -> str:
    finds = listed(data["finds"])
    warning = f" :warning: It tells customers {finds}." if finds else ""
    return (
        f":raised_hand: {who} asks a second person to approve the {data['notice']} notice for "
        f"{listed(data['customers'])}, until {data['until']}.{warning}"
    )


def _approved(who: str, data: Data) -> str:
    drafter = mention(str(data["drafted_by"]))
    return f":white_check_mark: {who} approved the {data['notice']} notice of {drafter}."


SENTENCES: dict[FactKind, Sentence] = {
    FactKind.NOTICE_PROPOSED: _proposed,
    FactKind.NOTICE_APPROVED: _approved,
    FactKind.NOTICE_DECLINED: lambda who, data: (
        f":no_entry: {who} declined the {data['notice']} notice: customers read nothing of it."
    ),
    FactKind.NOTICE_ALONE: lambda who, data: (
        f":warning: {who} sends the {data['notice']} notice alone: nobody else approved it."
    ),
    FactKind.NOTICE_EXPIRED: lambda _, data: (
        f":hourglass: Nobody approved the {data['notice']} notice of "
        f"{mention(str(data['drafted_by']))} in time: customers read nothing of it."
    ),
}
