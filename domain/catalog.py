"""The catalog: every matrix and service that is known, and the answer to one cell of them."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from domain.matrix import BASIC_MODELS, Cell, Layer, Matrix, Model, Party, Provider, Row, Source
from domain.matrix_file import load_matrix


class Service(BaseModel):
    """A product: its model, the published model nearest to it, and the names people give it.

    `weak` names are everyday words that mean the service only where nothing else is named;
    `generic` names are shared by providers ("virtual machine"), and the provider decides.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    model: Model
    nearest: Model | None = None
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()

    @property
    def column(self) -> Model:
        """The matrix column that answers where the service has no cell of its own."""
        return self.nearest or self.model


class ProviderEntry(BaseModel):
    """A provider: its names, its matrices in the order in which they are asked, its services."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    owner: str
    names: tuple[str, ...]
    matrices: Annotated[tuple[str, ...], Field(min_length=1)]
    services: dict[str, Service]


@dataclass(frozen=True, slots=True)
class Alias:
    """What people of the organisation call a layer, a model or a service, which is the target."""

    phrase: str
    target: str


@dataclass(frozen=True, slots=True)
class OtherView:
    """What one source edition says about a cell."""

    party: Party
    source: Source
    note: str | None
    verified: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is responsible for one layer under one model or service, and by which source.

    `column` is the published model that answers where a service has no cell of its own. `party`
    and what follows it are absent where no source says anything. `notes` say how the answer came
    about; `differing` holds the provider's other sources that name another party.
    """

    layer: Layer
    model: Model
    service: str | None
    provider: Provider
    column: Model
    service_title: str | None = None
    party: Party | None = None
    customer_duty: str | None = None
    provider_duty: str | None = None
    citation: str | None = None
    source: Source | None = None
    matrix: str | None = None
    version: int | None = None
    verified: bool = False
    notes: tuple[str, ...] = ()
    differing: tuple[OtherView, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A cell together with the matrix and, for a cell by model, the row that it stands in."""

    matrix: Matrix
    row: Row | None
    cell: Cell

    @property
    def verified(self) -> bool:
        row_verified = self.row is None or self.row.verified
        return self.matrix.verified and row_verified and self.cell.verified

    @property
    def view(self) -> OtherView:
        """The cell as one source's view."""
        return OtherView(self.cell.party, self.matrix.source, self.cell.note, self.verified)


@dataclass(frozen=True, eq=False)
class Catalog:
    """All matrices by id and all providers; the first matrix of a provider is its active one.

    base: the catalog that this one overlays, absent where it overlays none; its Azure matrices
    answer what a provider's own do not state. aliases: the names that were added to the base's.
    contacts: by provider, whom people turn to about a layer, a model or a service.
    """

    matrices: Mapping[str, Matrix]
    providers: Mapping[Provider, ProviderEntry]
    base: "Catalog | None" = None
    aliases: tuple[Alias, ...] = ()
    contacts: Mapping[Provider, Mapping[str, str]] = field(default_factory=dict)

    def overlaid(self, own: Iterable[Matrix], aliases: Iterable[Alias] = ()) -> "Catalog":
        """Return the catalog in which each of these answers first for its provider."""
        matrices, providers = dict(self.matrices), dict(self.providers)
        contacts, known = dict(self.contacts), list(aliases)
        for matrix in own:
            matrices[matrix.id] = matrix
            providers[matrix.provider] = _extended(providers[matrix.provider], matrix)
            contacts[matrix.provider] = {name: one.contact for name, one in matrix.contacts.items()}
            known += _names(matrix)
        return Catalog(matrices, providers, self, tuple(known), contacts)

    def active(self, provider: Provider) -> Matrix:
        """Return the matrix that answers for a provider first."""
        return self.matrices[self.providers[provider].matrices[0]]

    def sources(self, provider: Provider) -> tuple[Matrix, ...]:
        """Return all of a provider's matrices, the active one first."""
        return tuple(self.matrices[name] for name in self.providers[provider].matrices)

    @cached_property
    def services(self) -> Mapping[str, tuple[Provider, Service]]:
        """Every service by id, with its provider."""
        return {
            name: (provider, service)
            for provider, entry in self.providers.items()
            for name, service in entry.services.items()
        }

    def answer(
        self,
        *,
        layer: Layer,
        model: Model | None = None,
        service: str | None = None,
        provider: Provider = Provider.AZURE,
    ) -> Answer:
        """Answer one cell. A service decides the model and the provider; else a model is needed.

        Raises KeyError for a service that is not listed, ValueError where neither is given.
        """
        bare = self._bare(layer, model, service, provider)
        found = self._first(bare)
        return bare if found is None else self._fill(bare, found)

    def row(self, layer: Layer, provider: Provider = Provider.AZURE) -> tuple[Answer, ...]:
        """Answer one layer under each of the four models."""
        return tuple(
            self.answer(layer=layer, model=model, provider=provider) for model in BASIC_MODELS
        )

    def column(
        self,
        *,
        model: Model | None = None,
        service: str | None = None,
        provider: Provider = Provider.AZURE,
    ) -> tuple[Answer, ...]:
        """Answer every layer under one model or service."""
        return tuple(
            self.answer(layer=layer, model=model, service=service, provider=provider)
            for layer in Layer
        )

    def table(self, provider: Provider = Provider.AZURE) -> tuple[tuple[Answer, ...], ...]:
        """Answer every layer under every model: one row a layer."""
        return tuple(self.row(layer, provider) for layer in Layer)

    def views(self, answer: Answer) -> tuple[OtherView, ...]:
        """Return what each source of the answer's provider says of its cell, the active first."""
        return tuple(one.view for one in self._cells(answer))

    def whom_to_contact(self, answer: Answer) -> tuple[tuple[str, str], ...]:
        """Return what each of the organisation's contacts is for, and who it is, nearest first."""
        told = self.contacts.get(answer.provider, {})
        named = {
            answer.service: answer.service_title,
            answer.layer: answer.layer.label,
            answer.model: answer.model.label,
        }
        return tuple(
            (str(label), told[name]) for name, label in named.items() if name and name in told
        )

    def _bare(
        self, layer: Layer, model: Model | None, service: str | None, provider: Provider
    ) -> Answer:
        """Return what is asked, without an answer yet."""
        if service is not None:
            owner, entry = self.services[service]
            return Answer(layer, entry.model, service, owner, entry.column, entry.title)
        if model is not None:
            return Answer(layer, model, None, provider, _NEAREST.get(model, model))
        raise ValueError("an answer needs a model or a service")

    def _first(self, bare: Answer) -> _Found | None:
        """Find the cell: the service's own, the provider's matrices in order, then Azure's."""
        own, by_model = self._service_cells(bare), self._model_cells(bare)
        lender = self.base or self
        borrowed = lender._model_cells(replace(bare, provider=Provider.AZURE))  # noqa: SLF001  # of its own kind
        return next(own, None) or next(by_model, None) or next(borrowed, None)

    def _cells(self, bare: Answer) -> list[_Found]:
        """Return the provider's cells; a service's own cell compares only with its like."""
        return list(self._service_cells(bare)) or list(self._model_cells(bare))

    def _service_cells(self, bare: Answer) -> Iterator[_Found]:
        for matrix in self.sources(bare.provider):
            cell = matrix.services.get(bare.service or "", {}).get(bare.layer)
            if cell is not None:
                yield _Found(matrix, None, cell)

    def _model_cells(self, bare: Answer) -> Iterator[_Found]:
        for matrix in self.sources(bare.provider):
            row = matrix.row(bare.layer)
            cell = row.cell(bare.column) if row else None
            if cell is not None:
                yield _Found(matrix, row, cell)

    def _fill(self, bare: Answer, found: _Found) -> Answer:
        """Complete an answer from the cell that was found."""
        customer, provider = _duties(found)
        return replace(
            bare,
            party=found.cell.party,
            customer_duty=customer,
            provider_duty=provider,
            citation=found.cell.citation,
            source=found.matrix.source,
            matrix=found.matrix.id,
            version=found.matrix.version,
            verified=found.verified and found.matrix.provider is bare.provider,
            notes=tuple(self._notes(bare, found)),
            differing=tuple(self._differing(bare, found)),
        )

    def _differing(self, bare: Answer, found: _Found) -> Iterator[OtherView]:
        """Yield what the provider's sources say that name another party."""
        for other in self._cells(bare):
            if other.cell.party is not found.cell.party:
                yield other.view

    def _notes(self, bare: Answer, found: _Found) -> Iterator[str]:
        """Say how the answer came about, where that is not plain."""
        if found.row is not None and bare.column is not bare.model:
            yield (
                f"No source has a cell of its own for {bare.service_title or bare.model.label}: "
                f"answered from the nearest model, {bare.column.label}."
            )
        active = self.active(found.matrix.provider)
        if found.matrix.provider is not bare.provider:
            owner, borrowed = (
                self.providers[provider].owner for provider in (bare.provider, Provider.AZURE)
            )
            yield (
                f"{owner}'s source does not state this: answered from {borrowed}'s, "
                "the nearest published one."
            )
        elif found.row is not None and found.matrix is not active:
            yield (
                f"The active source ({active.source.edition}) has no row for this: "
                f"answered from another edition ({found.matrix.source.edition})."
            )
        if found.cell.note:
            yield found.cell.note
        if not found.verified:
            yield "Not verified against the publisher's own text."


def _extended(entry: ProviderEntry, matrix: Matrix) -> ProviderEntry:
    """Return the provider with a matrix before all others, and with its products."""
    products = {
        name: Service(title=product.title, model=product.model, names=())
        for name, product in matrix.products.items()
    }
    order = dict.fromkeys((matrix.id, *entry.matrices))
    changed = {"matrices": tuple(order), "services": {**entry.services, **products}}
    return entry.model_copy(update=changed)


def _names(matrix: Matrix) -> Iterator[Alias]:
    """Yield what the organisation's people call things."""
    for target, aliases in matrix.aliases.items():
        yield from (Alias(name, target) for name in aliases.names)
    for target, product in matrix.products.items():
        yield from (Alias(name, target) for name in product.names)


_NEAREST = {
    Model.MANAGED: Model.PAAS,
    Model.SERVERLESS: Model.PAAS,
    Model.MANAGED_KUBERNETES: Model.IAAS,
}
_NOTHING = "Nothing on this layer."
_UNDIVIDED = "A part; the source does not divide it further."


def _duties(found: _Found) -> tuple[str, str]:
    """Say what the customer does and what the provider does, in this order."""
    work = found.row.work if found.row else "This layer."
    customer, provider = {
        Party.CUSTOMER: (work, _NOTHING),
        Party.PROVIDER: (_NOTHING, work),
    }.get(found.cell.party, (_UNDIVIDED, _UNDIVIDED))
    return found.cell.customer or customer, found.cell.provider or provider


@cache
def builtin_catalog() -> Catalog:
    """Return the catalog that ships with Onus, read once."""
    data = files("domain") / "data"
    return Catalog(
        matrices={
            matrix.id: matrix
            for matrix in (load_matrix(text) for _, text in _texts(data / "matrices"))
        },
        providers={
            Provider(name): ProviderEntry.model_validate(tomllib.loads(text))
            for name, text in _texts(data / "providers")
        },
    )


def _texts(folder: Traversable) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each TOML file of a folder, by name."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            yield entry.name.removesuffix(".toml"), entry.read_text(encoding="utf-8")
