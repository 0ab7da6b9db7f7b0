"""The channels that a line or a form gives to a customer."""

from domain.customers import CustomerError
from handlers.kit.commands import Request
from handlers.kit.mrkdwn import CHANNEL, plain
from handlers.kit.turn import Turn


def channels_of(turn: Turn, request: Request) -> tuple[str, ...]:
    """Return their ids: as Slack's own references, or by names that Onus can see.

    Raises CustomerError, also for the channels of incidents and of drills.
    """
    if request.via.form is not None:
        return _customers_own(turn, request.words.items("channels"))
    typed = [word for word in plain(CHANNEL.sub("", request.raw)).split() if word.startswith("#")]
    found = (*CHANNEL.findall(request.raw), *_looked_up(turn, typed))
    return _customers_own(turn, tuple(dict.fromkeys(found)))


def channels_named(turn: Turn, typed: str, *, had: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of channels in a list, each by its name or its id, such as `#acme-status`.

    had: those that the customer has, which need not be seen.

    Raises CustomerError, also where there are none.
    """
    words = [f"#{word.removeprefix('#')}" for word in typed.replace(",", " ").split()]
    found = _looked_up(turn, words, had=had)
    if not found:
        raise CustomerError("In which channels is it told?", field="channels")
    return _customers_own(turn, found)


def organisations_in(turn: Turn, channels: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the other organisations that read there, None where no channel can be seen."""
    seen = [turn.roster.channels[one] for one in channels if one in turn.roster.channels]
    there = {organisation for channel in seen for organisation in channel.organisations}
    return tuple(sorted(there)) if seen else None


def _looked_up(turn: Turn, words: list[str], *, had: tuple[str, ...] = ()) -> tuple[str, ...]:
    known = turn.roster.channels
    ids = {f"#{channel.name}": id_ for id_, channel in known.items()}
    ids |= {f"#{id_}": id_ for id_ in (*known, *had)}
    unknown = [word for word in words if word not in ids]
    if unknown:
        raise CustomerError(
            f"I cannot see {', '.join(unknown)[:200]}. Invite @onus there first, or mind the name.",
            instead=("/invite @onus", "/customers add Acme #acme-status uses vm,disks"),
            field="channels",
        )
    return tuple(dict.fromkeys(ids[word] for word in words))


def _customers_own(turn: Turn, channels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the channels, none of which is one of ours for incidents or drills."""
    if turn.roster.channel_id in channels:
        raise CustomerError(
            f"#{turn.office.incidents_channel} is where incidents are run: no customer's channel.",
            field="channels",
        )
    drills = turn.office.drill_channel
    seen = (turn.roster.channels.get(one) for one in channels)
    if drills and drills in {*channels, *(channel.name for channel in seen if channel)}:
        raise CustomerError(
            f"#{drills} is where drills tell everything: no customer's channel.", field="channels"
        )
    return channels
