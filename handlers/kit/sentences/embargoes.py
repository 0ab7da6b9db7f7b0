"""How it reads who is told nothing of an incident, and that it has ended."""

from domain.facts import FactKind
from handlers.kit.sentences.parts import Data, Sentence, listed


def _proposed(who: str, data: Data) -> str:
    return (
        f":zipper_mouth_face: {who} withholds every word from *{data['customer']}*, holding "
        f"statements too: {data['why']}. That holds for half an hour at most; until "
        f"{data['until']} only once a second person agrees."
    )


def _ended(data: Data) -> str:
    missed = listed(data["missed"]) or "nothing: no notice went to the others"
    return f"*{data['customer']}* has missed: {missed}."


def _expired(_: str, data: Data) -> str:
    why = "nobody agreed in time" if data["alone"] else "its time has come"
    return (
        f":bangbang: *{data['customer']}* is no longer withheld: {why}. From now on it would be "
        f"told like the others, and it still has to be told what it has missed. {_ended(data)}"
    )


SENTENCES: dict[FactKind, Sentence] = {
    FactKind.EMBARGO_PROPOSED: _proposed,
    FactKind.EMBARGO_AGREED: lambda who, data: (
        f":zipper_mouth_face: {who} agreed: *{data['customer']}* is told nothing until "
        f"{data['until']}."
    ),
    FactKind.EMBARGO_LIFTED: lambda who, data: (
        f":speaking_head_in_silhouette: {who} withholds nothing from *{data['customer']}* any "
        f"more. {_ended(data)}"
    ),
    FactKind.EMBARGO_EXPIRED: _expired,
}
