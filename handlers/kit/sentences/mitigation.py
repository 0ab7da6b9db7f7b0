"""How the steps of an emergency mitigation read, from the plan to its review."""

from domain.facts import FactKind
from handlers.kit.sentences.parts import Data, Sentence, listed


def _plan(did: str) -> Sentence:
    def tell(who: str, data: Data) -> str:
        where = f" in {data['region']}" if data.get("region") else ""
        whole = (
            f":construction: {who} {did}: *{data['what']}*. It may cause an outage of "
            f"{data['minutes']} minutes for {listed(data['services'])}{where}. A second person "
            "approves it."
        )
        lines = [
            whole,
            *(f"{label}: {data[name]}" for name, label in _FINE_PRINT.items() if data.get(name)),
        ]
        if data.get("recipients"):
            lines.append(f"Affected customers: {listed(data['recipients'])}")
        if data.get("words"):
            lines += ["Customers will read, with the times of when it is sent:", *_quoted(data)]
        return "\n".join(lines)

    return tell


def _quoted(data: Data) -> list[str]:
    return [f"> {line}" for line in str(data["words"]).splitlines()]


def _alone(who: str, data: Data) -> str:
    return f":warning: {who} goes ahead alone with *{data['what']}*: nobody else approved it."


def _begun(who: str, data: Data) -> str:
    withheld = f" Customers' notice is withheld: {data['withheld']}" if data["withheld"] else ""
    return f":wrench: {who} began *{data['what']}*.{withheld}"


def _ended(who: str, data: Data) -> str:
    verified = f" Verified: {data['verified']}" if data.get("verified") else ""
    return f":white_check_mark: {who} ended *{data['what']}*.{verified}"


_FINE_PRINT = {
    "why": "Why now",
    "risk": "Risk",
    "undo": "The way back",
    "notice": "Customers will read of it as",
}
_UNUSED = {
    "proposed": "nobody decided on it in 4 hours",
    "approved": "it was approved and did not begin in 4 hours",
}
SENTENCES: dict[FactKind, Sentence] = {
    FactKind.MITIGATION_PROPOSED: _plan("proposes a mitigation"),
    FactKind.MITIGATION_AMENDED: _plan("amends the mitigation, so it is approved anew"),
    FactKind.MITIGATION_EXPIRED: lambda _, data: (
        f":hourglass: *{data['what']}* has expired: {_UNUSED[str(data['stage'])]}."
    ),
    FactKind.MITIGATION_REVIEWED: lambda who, data: (
        f":eyes: {who} reviewed that *{data['what']}* was decided alone: {data['finding']}"
    ),
    FactKind.MITIGATION_APPROVED: lambda who, d: (
        f":white_check_mark: {who} approved *{d['what']}*."
    ),
    FactKind.MITIGATION_DECLINED: lambda who, data: f":no_entry: {who} declined *{data['what']}*.",
    FactKind.MITIGATION_ALONE: _alone,
    FactKind.MITIGATION_BEGUN: _begun,
    FactKind.MITIGATION_ENDED: _ended,
}
