"""How the clocks of obligations read."""

from domain.facts import FactKind
from handlers.kit.mrkdwn import mention
from handlers.kit.sentences.parts import Data, Sentence


def _obligation_started(who: str, data: Data) -> str:
    return (
        f":hourglass: {who} started the clock of *{data['name']}*: {data['trigger']} at "
        f"{data['counts_from']}. {_due(data)}"
    )


def _obligation_reminded(_: str, data: Data) -> str:
    gone = {50: "Half of the time has gone", 80: "80 % of the time has gone"}
    share = int(str(data["share"]))
    mark = ":hourglass_flowing_sand:" if share in gone else ":rotating_light:"
    return (
        f"{mark} {mention(str(data['to']))}: {gone.get(share, 'The time is over')} for "
        f"*{data['name']}*. {_due(data)} Once it is done: "
        f"`@onus met {data['obligation']} &lt;reference&gt;`"
    )


def _obligation_met(who: str, data: Data) -> str:
    late = f", {data['late_minutes']} min late" if data["late_minutes"] else ""
    return f":white_check_mark: {who} met *{data['name']}*{late}: {data['reference']}"


def _due(data: Data) -> str:
    """Say by when and to whom; what was not read in the law says so."""
    by = "at once" if data["due_at"] == "none" else f"by {data['due_at']}"
    unverified = "" if data["verified"] else " (unverified)"
    return f"Due {by} to {data['recipient']}{unverified}."


SENTENCES: dict[FactKind, Sentence] = {
    FactKind.OBLIGATION_STARTED: _obligation_started,
    FactKind.OBLIGATION_REMINDED: _obligation_reminded,
    FactKind.OBLIGATION_MET: _obligation_met,
    FactKind.OBLIGATION_WAIVED: lambda who, data: (
        f":heavy_minus_sign: {who} decided that *{data['name']}* does not apply."
    ),
}
