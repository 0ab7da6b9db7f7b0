"""`/customers list`: all customers, a line each."""

from collections.abc import Iterator

from domain.customers import Customer
from domain.people import Act
from domain.profile import Contact, Profile
from domain.ways import Way, When, shown
from domain.words import InternalMessage
from handlers.kit.blocks import TEXT_LIMIT
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import clip, escape, mention
from handlers.kit.mrkdwn import listed as listed_words
from handlers.kit.turn import Turn
from storage import customers


def listed(every: list[Customer]) -> InternalMessage:
    """Show each customer in a line."""
    if not every:
        return InternalMessage(
            "No customer yet. Add one: `/customers add Acme #acme-status uses vm,disks`."
        )
    return InternalMessage(clip("\n".join(line(customer) for customer in every), TEXT_LIMIT))


def line(customer: Customer) -> str:
    """Show a customer, with what is particular of it."""
    channels = ", ".join(f"<#{channel_id}>" for channel_id in customer.channels)
    uses = escape(", ".join(customer.services))
    shared = [f"shared with {', '.join(customer.organisations)}"] if customer.organisations else []
    parts = [f"*{escape(customer.name)}*", channels, f"uses {uses}", *shared]
    parts += _particular(customer.profile)
    return " · ".join(parts)


def _particular(profile: Profile) -> Iterator[str]:
    if profile.regions:
        yield f"in {escape(', '.join(profile.regions))}"
    if profile.threshold:
        yield f"told from {profile.threshold} impact on"
    if profile.cadence:
        yield f"every {int(profile.cadence.total_seconds() // 60)} min"
    if ways := list(_ways(profile)):
        sole = profile.ways is When.FALLBACK
        yield f"{'where Slack fails' if sole else 'also'} {listed_words(ways)}"
    if profile.language:
        yield f"written to in `{escape(profile.language)}`"
    if profile.obligations:
        yield f"must tell by {escape(listed_words(profile.obligations))}"
    yield from _people(profile)


def _people(profile: Profile) -> Iterator[str]:
    if profile.quiet:
        yield f"quiet {escape(str(profile.quiet))} for degraded impact"
    if profile.owner:
        yield f"looked after by {mention(profile.owner)}"
    if profile.contacts:
        yield f"advisories to {', '.join(map(_contact, profile.contacts))}"


def _contact(contact: Contact) -> str:
    if contact.email:
        return escape(contact.email)
    return f"<#{contact.channel_id}>" if contact.channel_id else mention(contact.user_id)


def _ways(profile: Profile) -> Iterator[str]:
    if profile.email:
        yield shown(Way.MAIL, escape(", ".join(profile.email)))
    if profile.webhook:
        yield shown(Way.WEBHOOK, profile.webhook)


async def list_customers(turn: Turn, request: Request) -> InternalMessage:
    """List the customers."""
    del request
    return listed(await customers.every(turn.tx, turn.office.id))


VERB = Verb(
    name="list",
    usage="",
    summary="all customers, their channels and services",
    right=Act.READ,
    do=list_customers,
    synonyms=("ls", "show"),
    asks=True,
)
