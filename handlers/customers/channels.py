"""The channels that a line or a form gives to a customer."""

from domain.customers import CustomerError
from handlers.kit.commands import Request
from handlers.kit.mrkdwn import CHANNEL, plain
from handlers.kit.turn import Turn


def channels_of(turn: Turn, request: Request) -> tuple[str, ...]:
    """Return their ids: as Slack's own references, or by names that Onus can see.

    Raises CustomerError, also for the channels of incidents and of drills.
    """
    found = _named(turn, request)
    if turn.roster.channel_id in found:
        raise CustomerError(
            f"#{turn.office.incidents_channel} is where incidents are run: no customer's channel."
        )
    drills = turn.office.drill_channel
    seen = (turn.roster.channels.get(one) for one in found)
    if drills and drills in {*found, *(channel.name for channel in seen if channel)}:
        raise CustomerError(f"#{drills} is where drills tell everything: no customer's channel.")
    return found


def organisations_in(turn: Turn, channels: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the other organisations that read there, None where no channel can be seen."""
    seen = [turn.roster.channels[one] for one in channels if one in turn.roster.channels]
    there = {organisation for channel in seen for organisation in channel.organisations}
    return tuple(sorted(there)) if seen else None


def _named(turn: Turn, request: Request) -> tuple[str, ...]:
    if request.via.form is not None:
        return request.words.items("channels")
    by_name = {f"#{channel.name}": id_ for id_, channel in turn.roster.channels.items()}
    typed = plain(CHANNEL.sub("", request.raw)).split()
    unknown = [word for word in typed if word.startswith("#") and word not in by_name]
    if unknown:
        raise CustomerError(
            f"I cannot see {', '.join(unknown)[:200]}. Invite @onus there first, or mind the name.",
            instead=("/invite @onus", "/customers add Acme #acme-status uses vm,disks"),
        )
    named = (by_name[word] for word in typed if word in by_name)
    return tuple(dict.fromkeys([*CHANNEL.findall(request.raw), *named]))
