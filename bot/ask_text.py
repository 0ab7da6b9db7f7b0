"""What `onus ask` says to people: texts as pure functions of what was found."""

from collections.abc import Iterator, Sequence

from domain.catalog import Answer, Catalog
from domain.matrix import Source
from domain.question import Resolution, Why
from domain.wording import owner_line

PRECEDENCE = "Your agreement with the provider takes precedence."


def cell_text(answer: Answer, catalog: Catalog, *, side: str) -> str:
    """Tell one cell: the owner, what each side does, the source, and who says otherwise."""
    return "\n".join(_cell_lines(answer, catalog, side))


def table_text(answers: Sequence[Answer], *, by_model: bool) -> str:
    """Tell a row (by model) or a column (by layer), one line a cell, with the sources."""
    labels = [answer.model.label if by_model else answer.layer.label for answer in answers]
    width = max(map(len, labels))
    lines = [
        f"{label:<{width}}  {answer.party or 'not stated'}"
        for label, answer in zip(labels, answers, strict=True)
    ]
    sources = dict.fromkeys(source_text(answer.source) for answer in answers if answer.source)
    return "\n".join([*lines, *(f"Source: {source}" for source in sources), PRECEDENCE])


def ask_text(resolution: Resolution) -> str:
    """Ask back, with what the words may mean."""
    return f"Which do you mean: {', '.join(resolution.offered)}?"


def unknown_text(resolution: Resolution) -> str:
    """Say that nothing was understood, why, and what is nearest."""
    reason = resolution.why[-1].did
    nearest = f"\nNearest: {', '.join(resolution.nearest)}" if resolution.nearest else ""
    return f'No answer: {reason}.{nearest}\nTry: onus ask "hypervisor iaas"'


def why_text(why: Sequence[Why]) -> str:
    """Show which words did what."""
    return "\n".join(f"  {part.words or '→'}: {part.did}" for part in why)


def source_text(source: Source) -> str:
    """Name a source by title, edition and address."""
    return ", ".join(filter(None, (source.title, source.edition, source.address)))


def _cell_lines(answer: Answer, catalog: Catalog, side: str) -> Iterator[str]:
    yield owner_line(answer.party, side=side, owner=catalog.providers[answer.provider].owner)
    service = catalog.services[answer.service][1].title if answer.service else None
    yield f"{answer.layer.label.capitalize()} under {service or answer.model.label}"
    if answer.source is not None:
        yield f"Customer: {answer.customer_duty}"
        yield f"Provider: {answer.provider_duty}"
        yield from answer.notes
        source = source_text(answer.source)
        yield f"Source: {source} (matrix {answer.matrix}, version {answer.version})"
    for other in answer.differing:
        yield f"Differs: {source_text(other.source)} says {other.party}"
    yield PRECEDENCE
