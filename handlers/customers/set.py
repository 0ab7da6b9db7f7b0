"""`/customers set`: where a customer runs, of what it is told and how often, who looks after it."""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import process

from domain import customers as decide
from domain import profile
from domain.customers import Customer, CustomerError
from domain.facts import Fact, FactKind
from domain.grammar import Words, split_items, split_words
from domain.outage import Impact
from domain.people import Act
from domain.profile import Contact
from domain.quiet import in_zone
from domain.ways import Way, read_mails, shown
from domain.words import InternalMessage
from handlers.customers.channels import channels_named, organisations_in
from handlers.customers.list import line
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import PERSON, escape, plain
from handlers.kit.turn import Turn
from storage import customers

REQUIRED = ("uses", "channels")
"""What every customer has: nothing empties it."""

_SETS_UP = {"email": (Way.MAIL, "ONUS_SMTP_URL"), "webhook": (Way.WEBHOOK, "ONUS_WEBHOOK_SECRET")}
CONTACT = "security-contact"
_KEYS = (*REQUIRED, *profile.PARTS, "owner", CONTACT)
_WAYS = (
    ("with every message", "always"),
    ("only where Slack cannot deliver", "fallback"),
)
_EXAMPLE = "/customers set Acme regions west-europe threshold partial cadence 20m owner @carol"


def particulars_form(request: Request) -> Block:
    """Return the form that a bare `set` opens."""
    impacts = [(f"{impact} and worse", str(impact)) for impact in Impact]
    return form(
        request,
        "Of a customer",
        blocks.text_input("text", "Which customer?", hint="Acme"),
        blocks.text_input("uses", "Services it uses", hint="vm, disks", optional=True),
        blocks.text_input("regions", "Where it runs", hint="west-europe", optional=True),
        blocks.select_input("threshold", "Told of which impact?", impacts, optional=True),
        blocks.text_input("cadence", "Told how often, at most", hint="20m", optional=True),
        blocks.text_input("quiet", "Quiet hours", hint="22:00-07:00", optional=True),
        blocks.text_input("language", "Language", hint="de", optional=True),
        blocks.text_input("email", "Told by e-mail too", hint="noc@acme.example", optional=True),
        blocks.text_input("webhook", "Told by webhook too", hint="https://…", optional=True),
        blocks.select_input("ways", "E-mail and webhook go", _WAYS, optional=True),
        blocks.text_input("obligations", "Rules that it chose", hint="gdpr-33-1", optional=True),
        blocks.person_input("owner", "Who looks after it?", optional=True),
        blocks.person_input(CONTACT, "Who alone reads its advisories?", optional=True),
        submit="Put down",
    )


async def set_customer(turn: Turn, request: Request) -> InternalMessage:
    """Put down what is particular of a customer, and show it whole."""
    words = _read(request)
    if not words.text or not words.values:
        raise CustomerError("Which customer, and what of it?", instead=(_EXAMPLE,))
    before = decide.named(await customers.every(turn.tx, turn.office.id), words.text)
    mentioned, after = PERSON.findall(request.raw), before
    for name, typed in words.values.items():
        after = with_part(turn, after, name, typed, mentioned=mentioned)
    for channel_id in set(after.channels) - set(before.channels):
        if await customers.owner_of(turn.tx, turn.office.id, channel_id):
            raise decide.taken(channel_id)
    await customers.take(turn.tx, (), (after,), seen=turn.roster.channels)
    said = [f"{name} {_said(name, after, value)}" for name, value in words.values.items()]
    turn.record(
        Fact(
            FactKind.CUSTOMER_CHANGED,
            turn.person.user_id,
            turn.now,
            data={"name": after.name, "said": said},
        )
    )
    return InternalMessage("\n".join((line(after), *_unwritten(turn, after))))


def with_part(
    turn: Turn, customer: Customer, name: str, typed: str, *, mentioned: Sequence[str] = ()
) -> Customer:
    """Return the customer with what was typed of one part, by its name; raises Refusal.

    mentioned: the ids of people that stand in the line as bare words.
    """
    if name == "uses":
        return replace(customer, services=split_items(typed) or customer.services)
    if name == "channels":
        return _with_channels(turn, customer, typed)
    if name == "owner":
        changed = replace(customer.profile, owner=_owner(turn, typed))
    elif name == CONTACT:
        people = (*mentioned, *PERSON.findall(typed))
        changed = replace(customer.profile, contacts=_contacts(turn, customer, typed, people))
    else:
        _refuse_not_set_up(turn, {name: typed})
        typed = in_zone(typed, turn.person.timezone) if name == "quiet" else typed
        changed = profile.changed(customer.profile, {name: typed})
        _refuse_unknown(turn, changed.obligations)
    return replace(customer, profile=changed)


def _with_channels(turn: Turn, customer: Customer, typed: str) -> Customer:
    """Return the customer with other channels; who reads in the new ones counts as its own.

    No advisory goes to a channel that it has no more.
    """
    channels = channels_named(turn, typed, had=customer.channels)
    new = tuple(one for one in channels if one not in customer.channels)
    there = organisations_in(turn, new)
    known = customer.organisations
    if there is not None:
        known = tuple(dict.fromkeys((*(known or ()), *there)))
    there_still = ("", *channels)
    contacts = tuple(one for one in customer.profile.contacts if one.channel_id in there_still)
    after = replace(customer.profile, contacts=contacts)
    return replace(customer, channels=channels, organisations=known, profile=after)


def _unwritten(turn: Turn, customer: Customer) -> tuple[str, ...]:
    """Say where there are no templates in the customer's language."""
    language = customer.profile.language
    if not language or language in turn.office.templates.layers:
        return ()
    return (f"No template is in `{escape(language)}`: it reads what customers without one read.",)


def _refuse_not_set_up(turn: Turn, typed: dict[str, str]) -> None:
    """Refuse a way by which Onus could send nothing."""
    for name, (way, setting) in _SETS_UP.items():
        if typed.get(name, "none").strip().lower() not in profile.NONE and (
            way not in turn.office.ways
        ):
            raise CustomerError(
                f"Nobody can be told by {name} yet: whoever runs Onus sets {setting} first.",
                instead=("/customers list",),
                field=name,
            )


def _refuse_unknown(turn: Turn, rules: tuple[str, ...]) -> None:
    """Refuse a rule that the rulebook does not hold."""
    for rule in rules:
        if rule not in turn.office.rulebook:
            near = [name for name, _, _ in process.extract(rule, list(turn.office.rulebook))]
            raise CustomerError(
                f"There is no rule “{rule[:40]}”. Did you mean {', '.join(near)}?",
                instead=(f"/customers set <name> obligations {near[0]}", "/incident obligation"),
                field="obligations",
            )


def _said(name: str, customer: Customer, typed: str) -> str:
    """Return what the journal keeps: of a webhook its host, since the path may be a secret."""
    kept = customer.profile.webhook
    return shown(Way.WEBHOOK, kept) if name == "webhook" and kept else typed


def _read(request: Request) -> Words:
    """Return the words with the owner's id in place of a mention."""
    if request.via.form is not None:
        return request.words
    return split_words(plain(PERSON.sub(r"\1", request.raw)), keys=_KEYS)


def _owner(turn: Turn, typed: str) -> str:
    if typed.lower() in profile.NONE:
        return ""
    user_id = PERSON.sub(r"\1", typed)
    if user_id in turn.roster.outsiders or not PERSON.fullmatch(f"<@{user_id}>"):
        raise CustomerError(
            "The account owner is a colleague: mention one.", instead=(_EXAMPLE,), field="owner"
        )
    return user_id


def _contacts(
    turn: Turn, customer: Customer, typed: str, people: Sequence[str]
) -> tuple[Contact, ...]:
    """Return who alone reads advisories: persons, addresses, or a channel of the customer's."""
    if typed.lower() in profile.NONE:
        return ()
    words = PERSON.sub(r"\1", typed).replace(",", " ").split()
    return tuple(
        Contact(user_id=word) if word in people else _no_person(turn, customer, word)
        for word in words
    )


def _no_person(turn: Turn, customer: Customer, word: str) -> Contact:
    if "@" not in word.removeprefix("@"):
        return _channel(turn, customer, word)
    _refuse_not_set_up(turn, {"email": word})
    return Contact(email=read_mails(word)[0])


def _channel(turn: Turn, customer: Customer, word: str) -> Contact:
    for channel_id in customer.channels:
        channel = turn.roster.channels.get(channel_id)
        if word in (f"#{channel_id}", f"#{channel.name}" if channel else None):
            return Contact(channel_id=channel_id)
    raise CustomerError(
        f"“{word[:40]}” is no security contact: mention a person, name an e-mail address, or one "
        f"of the channels of {customer.name}.",
        instead=(f"/customers set {customer.name} {CONTACT} @person",),
        field=CONTACT,
    )


VERB = Verb(
    name="set",
    usage="<name> [uses a,b] [channels #a,#b] [regions a,b] [threshold full|partial|degraded] "
    "[cadence 20m] [language de] [email a@b.example] [webhook https://…] [ways always|fallback] "
    "[obligations a,b] [owner @person] [security-contact @person|a@b.example] "
    "[quiet 22:00-07:00]",
    summary="where a customer runs, of what, how often, in which language and by which ways it is "
    "told; `none` empties a part",
    right=Act.CUSTOMERS,
    do=set_customer,
    keys=_KEYS,
    fresh=True,
    form=particulars_form,
)
