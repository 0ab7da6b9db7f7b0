"""Looking up: from a question to the cells that answer it."""

from domain.catalog import Answer, Catalog, ProviderEntry, builtin_catalog
from domain.matrix import Provider
from domain.question.resolution import Outcome, Resolution
from domain.question.resolve import resolve
from domain.refusal import Refusal
from handlers.kit.mrkdwn import clip


class NoCellError(Refusal):
    """The words name no single cell."""


class NoProviderError(Refusal):
    """The words name no provider."""


def cell(found: Resolution, catalog: Catalog) -> Answer | None:
    """Return the one cell that a resolution names, None where it names another thing."""
    if found.outcome is not Outcome.ANSWER or found.layer is None:
        return None
    provider = found.provider or Provider.AZURE
    return catalog.answer(
        layer=found.layer, model=found.model, service=found.service, provider=provider
    )


def column(found: Resolution, catalog: Catalog) -> tuple[Answer, ...] | None:
    """Return the column that a resolution names, None where it names another thing."""
    if found.outcome is not Outcome.COLUMN:
        return None
    provider = found.provider or Provider.AZURE
    return catalog.column(model=found.model, service=found.service, provider=provider)


def row(found: Resolution, catalog: Catalog) -> tuple[Answer, ...] | None:
    """Return the row that a resolution names, None where it names another thing."""
    if found.outcome is not Outcome.ROW or found.layer is None:
        return None
    return catalog.row(found.layer, found.provider or Provider.AZURE)


def the_cell(question: str) -> Answer:
    """Return the cell that the question asks for; raises NoCellError."""
    catalog = builtin_catalog()
    answer = cell(resolve(question, catalog), catalog)
    if answer is None:
        raise NoCellError(
            f"“{clip(question, 60)}” asks for no single answer. Name a layer, and a service model "
            "or a service.",
            instead=("/whoowns sources operating system paas", "/whoowns hypervisor iaas"),
        )
    return answer


def the_provider(words: str) -> Provider:
    """Return the provider of that name; raises NoProviderError."""
    providers = builtin_catalog().providers
    named = " ".join(words.casefold().split())
    found = (provider for provider, entry in providers.items() if _is(named, provider, entry))
    provider = next(found, None)
    if provider is None:
        raise NoProviderError(
            f"“{clip(words, 60)}” is no provider. There are: {', '.join(Provider)}.",
            instead=tuple(f"/whoowns matrix {provider}" for provider in Provider),
        )
    return provider


def _is(named: str, provider: Provider, entry: ProviderEntry) -> bool:
    return named in (provider, entry.title.casefold(), *entry.names)
