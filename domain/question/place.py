"""The place: under which model, service and provider a question asks."""

from dataclasses import dataclass

from domain.catalog import Catalog
from domain.matrix import Model, Provider
from domain.question.focus import by_focus
from domain.question.lexicon import Kind, Lexicon
from domain.question.reading import Mention, Reading


@dataclass(frozen=True, slots=True)
class Place:
    """Model, service and provider as far as they are named.

    `unclear` holds models to offer, `services` the services that they stand for, if any.
    """

    provider: Provider
    model: Model | None = None
    service: str | None = None
    unclear: tuple[Model, ...] = ()
    services: tuple[str, ...] = ()
    provider_named: bool = False

    @property
    def named(self) -> bool:
        """Tell whether a model or a service is certain."""
        return self.model is not None


def find_place(reading: Reading, lexicon: Lexicon, catalog: Catalog) -> Place:
    """Find the place: a service, else a name that fits several of them, else a model."""
    named = _in_focus(reading, reading.of(Kind.PROVIDER))
    provider = Provider(named[0]) if named else Provider.AZURE
    models = tuple(map(Model, _in_focus(reading, reading.of(Kind.MODEL))))
    either = reading.of(Kind.EITHER_SERVICE)
    services = _services(reading, models, provider, catalog, either=bool(either))
    if services:
        return _of_services(services, catalog)
    if either and not models:
        return _of_services(lexicon.either[either[0].ids[0]], catalog)
    if len(models) > 1:
        return Place(provider, unclear=models, provider_named=bool(named))
    return Place(provider, model=next(iter(models), None), provider_named=bool(named))


def _services(
    reading: Reading,
    models: tuple[Model, ...],
    provider: Provider,
    catalog: Catalog,
    *,
    either: bool,
) -> tuple[str, ...]:
    """Return the services that are asked about, by their own names before everyday ones."""
    exact = _in_focus(reading, reading.of(Kind.SERVICE))
    if exact or either:
        return exact
    generic = tuple(
        service
        for service in _in_focus(reading, reading.of(Kind.GENERIC_SERVICE))
        if catalog.services[service][0] is provider
    )
    return generic or (() if models else _in_focus(reading, reading.of(Kind.WEAK_SERVICE)))


def _of_services(services: tuple[str, ...], catalog: Catalog) -> Place:
    """Place one service; several under several models are not guessed between."""
    provider, service = catalog.services[services[0]]
    if len(services) == 1:
        return Place(provider, model=service.model, service=services[0], provider_named=True)
    models = tuple(dict.fromkeys(catalog.services[name][1].model for name in services))
    return Place(provider, unclear=models, services=services, provider_named=True)


def _in_focus(reading: Reading, mentions: list[Mention]) -> tuple[str, ...]:
    """Return the ids named in the clause nearest to the question, each once."""
    for group in by_focus(reading, mentions):
        return tuple(dict.fromkeys(name for mention in group for name in mention.ids))
    return ()
