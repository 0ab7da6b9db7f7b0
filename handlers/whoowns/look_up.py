"""Looking up: from a question to the cells that answer it, at the instant that it speaks of."""

from dataclasses import dataclass

from domain.as_of import Dated, read_dated
from domain.catalog import Answer, Catalog, ProviderEntry, builtin_catalog
from domain.matrix import Provider
from domain.question.resolution import Outcome, Resolution
from domain.question.resolve import resolve
from domain.refusal import Refusal
from handlers.kit.mrkdwn import clip
from handlers.kit.turn import Turn
from storage import matrices


class NoCellError(Refusal):
    """The words name no single cell."""


class NoProviderError(Refusal):
    """The words name no provider."""


@dataclass(frozen=True)
class Asked:
    """A question, the catalog of the instant that it speaks of, and what it asks of that."""

    dated: Dated
    catalog: Catalog
    found: Resolution

    @property
    def cell(self) -> Answer | None:
        """The one cell that is asked for, None where another thing is."""
        if self.found.outcome is not Outcome.ANSWER or self.found.layer is None:
            return None
        return self.catalog.answer(
            layer=self.found.layer,
            model=self.found.model,
            service=self.found.service,
            provider=self._provider,
        )

    @property
    def row(self) -> tuple[Answer, ...] | None:
        """The row that is asked for, None where another thing is."""
        if self.found.outcome is not Outcome.ROW or self.found.layer is None:
            return None
        return self.catalog.row(self.found.layer, self._provider)

    @property
    def column(self) -> tuple[Answer, ...] | None:
        """The column that is asked for, None where another thing is."""
        return column(self.found, self.catalog)

    @property
    def _provider(self) -> Provider:
        return self.found.provider or Provider.AZURE


async def asked(turn: Turn, question: str) -> Asked:
    """Understand a question; raises NoSuchTimeError for a date that cannot be read."""
    return read(*await dated_catalog(turn, question))


def read(dated: Dated, catalog: Catalog) -> Asked:
    """Understand a question that was taken off its date."""
    return Asked(dated, catalog, resolve(dated.question, catalog))


async def dated_catalog(turn: Turn, words: str) -> tuple[Dated, Catalog]:
    """Take the date off the words; return the catalog that answers now, or did at that date."""
    dated = read_dated(words)
    return dated, await matrices.catalog_at(turn.tx, turn.office.id, dated.at or turn.now)


def column(found: Resolution, catalog: Catalog) -> tuple[Answer, ...] | None:
    """Return the column that a resolution names, None where it names another thing."""
    if found.outcome is not Outcome.COLUMN:
        return None
    provider = found.provider or Provider.AZURE
    return catalog.column(model=found.model, service=found.service, provider=provider)


async def the_cell(turn: Turn, question: str) -> tuple[Answer, Asked]:
    """Return the cell that the question asks for; raises NoCellError."""
    meant = await asked(turn, question)
    answer = meant.cell
    if answer is None:
        raise NoCellError(
            f"“{clip(question, 60)}” asks for no single answer. Name a layer, and a service model "
            "or a service.",
            instead=("/whoowns sources operating system paas", "/whoowns hypervisor iaas"),
        )
    return answer, meant


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
