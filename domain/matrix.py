"""A matrix: who is responsible for which layer under which model, as one source edition says."""

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    model_validator,
)


class Party(StrEnum):
    """Who is responsible; `depends` where the source lets it depend on a choice that it names."""

    CUSTOMER = "customer"
    PROVIDER = "provider"
    SHARED = "shared"
    DEPENDS = "depends"


class Layer(StrEnum):
    """A row of the stack, from what is the customer's in every source down to the building."""

    DATA = "data"
    CONFIGURATION = "configuration"
    DEVICES = "devices"
    ACCOUNTS = "accounts"
    IDENTITY_INFRASTRUCTURE = "identity-infrastructure"
    APPLICATIONS = "applications"
    RUNTIME = "runtime"
    NETWORK_CONTROLS = "network-controls"
    OPERATING_SYSTEM = "operating-system"
    HYPERVISOR = "hypervisor"
    PHYSICAL_HOSTS = "physical-hosts"
    PHYSICAL_NETWORK = "physical-network"
    DATACENTER = "datacenter"

    @property
    def label(self) -> str:
        """The layer as people write it."""
        return self.value.replace("-", " ")


class Model(StrEnum):
    """A service model. The last three exist only through a service (RDS, Lambda, AKS, …)."""

    ON_PREM = "on-prem"
    IAAS = "iaas"
    PAAS = "paas"
    SAAS = "saas"
    MANAGED = "managed"
    SERVERLESS = "serverless"
    MANAGED_KUBERNETES = "managed-kubernetes"

    @property
    def label(self) -> str:
        """The model as people write it."""
        spelled = {"on-prem": "on-premises", "iaas": "IaaS", "paas": "PaaS", "saas": "SaaS"}
        return spelled.get(self.value, self.value.replace("-", " "))


BASIC_MODELS = (Model.ON_PREM, Model.IAAS, Model.PAAS, Model.SAAS)
"""The models that a published matrix has columns for, in their usual order."""


class Provider(StrEnum):
    """A cloud provider whose published matrices are known."""

    AZURE = "azure"
    AWS = "aws"
    GCP = "gcp"


_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_ADDRESS = re.compile(r"https://[^\s<>|]+")


def _seen(text: str) -> str:
    """Refuse characters that no reader sees, or that turn the direction of what follows."""
    if unseen := _UNSEEN.search(text):
        code = f"U+{ord(unseen.group()):04X}"
        raise ValueError(f"holds a character that nobody sees ({code}); remove it")
    return text


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError("is not an id; use lower-case letters, digits and hyphens")
    return text


def _day(value: object) -> object:
    """Take a day, bare or in quotes; no hour of it, and no number that could be anything."""
    try:
        day = dt.date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        day = None
    if type(day) is not dt.date:
        raise ValueError("is no day; write one like 2026-03-01")
    return day


def _phrase(text: str) -> str:
    if ";" in text:
        raise ValueError("holds a semicolon; write each name by itself")
    return _seen(text)


def _address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ValueError("is no address; begin with https:// and leave out spaces, <, > and |")
    return _seen(text)


Id = Annotated[str, Field(max_length=64), AfterValidator(_id)]
Title = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_seen)]
Prose = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(_seen)]
Phrase = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_phrase)]
Address = Annotated[str, Field(max_length=500), AfterValidator(_address)]


class _Entry(BaseModel):
    """A table of a matrix file: an unknown key is a fault, and what is loaded does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Source(_Entry):
    """A document edition: what it is called, which edition, where it stands, its date."""

    title: Title
    edition: Title
    address: Address | None = None
    date: Annotated[dt.date, BeforeValidator(_day)] | None = None


class Cell(_Entry):
    """One party, with what each side does, where the source says so, and whether it was checked."""

    party: Party
    customer: Prose | None = None
    provider: Prose | None = None
    citation: Prose | None = None
    note: Prose | None = None
    verified: StrictBool = True


def _short_form(value: object) -> object:
    """Let a cell be written as its party alone: `iaas = "customer"`."""
    return {"party": value} if isinstance(value, str) else value


def _short_names(value: object) -> object:
    """Let aliases be written as their list alone: `hypervisor = ["virt layer"]`."""
    return {"names": value} if isinstance(value, list | str) else value


def _short_contact(value: object) -> object:
    """Let a contact be written as its text alone: `aks = "#clusters"`."""
    return {"contact": value} if isinstance(value, str) else value


def _listed(value: object) -> object:
    """Take names apart that stand in one text, as in a spreadsheet: `virt layer; vmm`."""
    return [part.strip() for part in value.split(";")] if isinstance(value, str) else value


Phrases = Annotated[tuple[Phrase, ...], Field(min_length=1), BeforeValidator(_listed)]
ShortCell = Annotated[Cell, BeforeValidator(_short_form)]


class Row(_Entry):
    """A layer in the source's own words, the work that it means, and its cells by model."""

    title: Title
    work: Prose
    verified: StrictBool = True
    on_prem: ShortCell | None = Field(default=None, alias="on-prem")
    iaas: ShortCell | None = None
    paas: ShortCell | None = None
    saas: ShortCell | None = None

    @model_validator(mode="after")
    def _has_a_cell(self) -> Self:
        if not any(map(self.cell, BASIC_MODELS)):
            raise ValueError(f"says nobody; add a party under one of: {', '.join(BASIC_MODELS)}")
        return self

    def cell(self, model: Model) -> Cell | None:
        """Return the cell under one of the basic models, or nothing where the source is silent."""
        cells = (self.on_prem, self.iaas, self.paas, self.saas)
        return dict(zip(BASIC_MODELS, cells, strict=True)).get(model)


class Product(_Entry):
    """A service of the organisation's own: its title, its model, what people call it."""

    title: Title
    model: Literal[Model.ON_PREM, Model.IAAS, Model.PAAS, Model.SAAS]
    names: Phrases


class Aliases(_Entry):
    """What the organisation's people call a layer, a model or a service."""

    names: Phrases


class Contact(_Entry):
    """Whom the organisation's own people turn to about a layer, a model or a service."""

    contact: Title


class Matrix(_Entry):
    """One source edition.

    `layers` holds the rows that map to a layer of ours; `rows` those that do not, kept to be shown
    and never used for an answer. `services` holds cells of a service's own. `everything_else` is
    the row of a source with a catch-all. `products`, `aliases` and `contacts` are the
    organisation's: services that Onus does not list, and by the id of a layer, a model or a service
    what it is called and whom to turn to. `verified = false` on a matrix or a row holds for all
    its cells.
    """

    id: Id
    provider: Provider
    version: StrictInt = Field(ge=1, le=1_000_000)
    source: Source
    verified: StrictBool = True
    layers: dict[Layer, Row] = {}
    rows: dict[Id, Row] = {}
    services: dict[Id, Annotated[dict[Layer, ShortCell], Field(min_length=1)]] = {}
    everything_else: Row | None = Field(default=None, alias="everything-else")
    products: dict[Id, Product] = {}
    aliases: dict[Id, Annotated[Aliases, BeforeValidator(_short_names)]] = {}
    contacts: dict[Id, Annotated[Contact, BeforeValidator(_short_contact)]] = {}

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        said = (self.layers, self.rows, self.services, self.products, self.aliases, self.contacts)
        if not any(said):
            raise ValueError(
                "says nothing; a matrix needs [layers.…], [rows.…], [services.…], [products.…], "
                "[aliases] or [contacts]"
            )
        return self

    @property
    def name(self) -> str:
        """The id with the version, as people type it: `acme-2026@2`."""
        return f"{self.id}@{self.version}"

    def row(self, layer: Layer) -> Row | None:
        """Return the row that covers a layer: its own, or the catch-all."""
        return self.layers.get(layer, self.everything_else)
