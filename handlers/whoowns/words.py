"""Words that all answers share: layers and places by their names, owners, sources."""

from collections.abc import Iterable
from datetime import datetime

from domain.catalog import Answer, Catalog, builtin_catalog
from domain.matrix import Layer, Model, Provider, Source
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.mrkdwn import escape, utc_day

EXAMPLES = "`/whoowns hypervisor iaas` · `/whoowns who patches the guest OS on AKS?` · `/whoowns`"
TAKES_PRECEDENCE = "Your agreement with the provider takes precedence."
_NOT_VERIFIED = "† not verified against the publisher's own text."
_CARRIED = 1000


def headed(message: InternalMessage, at: datetime | None) -> InternalMessage:
    """Head an answer about another time with that time."""
    if at is None:
        return message
    head = f"As of {utc_day(at)}:"
    return InternalMessage(f"{head}\n{message.text}", (blocks.context(head), *message.blocks))


def label(word: str, catalog: Catalog) -> str:
    """Return the id of a layer, model or service as people write it."""
    services = catalog.services
    if word in list(Layer):
        return Layer(word).label
    if word in list(Model):
        return Model(word).label
    return services[word][1].title if word in services else word


def layer_title(answer: Answer) -> str:
    """Return `Operating system`."""
    return answer.layer.label[0].upper() + answer.layer.label[1:]


def place(answer: Answer) -> str:
    """Return `Amazon EC2`, or `IaaS (Microsoft Azure)`."""
    if answer.service_title:
        return answer.service_title
    return f"{answer.model.label} ({provider_title(answer.provider)})"


def provider_title(provider: Provider) -> str:
    """Return `Microsoft Azure`."""
    return builtin_catalog().providers[provider].title


def owner(answer: Answer) -> str:
    """Return the provider's name as an owner: `Microsoft`."""
    return builtin_catalog().providers[answer.provider].owner


def owner_word(answer: Answer, *, side: str) -> str:
    """Return who it is, as it stands in a list: `provider (ours) †`."""
    if answer.party is None:
        return "not stated"
    ours = " (ours)" if answer.party == side else ""
    return f"{answer.party}{ours}{'' if answer.verified else ' †'}"


def source_name(source: Source) -> str:
    """Return a source with its edition and address; its date where the edition names no year."""
    title = f"{escape(source.title)}, {escape(source.edition)}"
    where = f"<{source.address}|{title}>" if source.address else title
    if source.date is None or str(source.date.year) in source.edition:
        return where
    return f"{where}, dated {source.date.day} {source.date:%B %Y}"


def source_line(answer: Answer) -> str:
    """Return where an answer comes from, and what stands above it."""
    if answer.source is None:
        return TAKES_PRECEDENCE
    address = f" ({answer.source.address})" if answer.source.address else ""
    verified = "" if answer.verified else " (not verified)"
    return (
        f"Source: {source_name(answer.source)}{address}{verified}, matrix {answer.matrix} "
        f"version {answer.version}. {TAKES_PRECEDENCE}"
    )


def sources_line(answers: Iterable[Answer]) -> str:
    """Return where many answers come from, each source once."""
    every = list(answers)
    named = dict.fromkeys(
        f"{source_name(one.source)}, matrix {one.matrix} version {one.version}"
        for one in every
        if one.source
    )
    doubtful = any(one.source and not one.verified for one in every)
    legend = f"{_NOT_VERIFIED} " if doubtful else ""
    return f"Source: {'; '.join(named)}. {legend}{TAKES_PRECEDENCE}"


def cell_line(answer: Answer, as_of: str = "") -> str:
    """Return the line that asks for exactly this cell, with the date that was typed."""
    line = f"{answer.layer}, {answer.service or answer.model}, {answer.provider}"
    return f"{line} {as_of}".strip()


def carried(question: str, answer: Answer, as_of: str) -> str:
    """Return the question as a button can carry it, or the cell's own line for one too long."""
    return question if len(question) <= _CARRIED else cell_line(answer, as_of)
