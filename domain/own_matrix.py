"""An organisation's own matrix: read from its file, numbered, and made active, as facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from domain.catalog import builtin_catalog
from domain.facts import Fact, FactKind, Value
from domain.matrix import Matrix, Provider
from domain.matrix_csv import Sheet, read_csv
from domain.matrix_file import Fault, MatrixFileError, matrix_of, tree_of_toml
from domain.own_names import unfit_names
from domain.refusal import Refusal

Form = Literal["toml", "csv"]
MOST_CHARACTERS = 1_000_000
TOO_LONG = Fault("file", "is longer than a million characters; shorten it")


class NoSuchMatrixError(Refusal):
    """There is no matrix of that id, or none of that version."""


class OtherProviderError(Refusal):
    """An id belongs to a matrix, or to a product, of another provider."""


@dataclass(frozen=True)
class Version:
    """One version of a matrix; who imported it and when are absent where it ships with Onus."""

    matrix: Matrix
    imported_by: str | None = None
    imported_at: datetime | None = None


@dataclass(frozen=True)
class Activation:
    """From when on a version of a matrix answers first for its provider, and who said so."""

    provider: Provider
    matrix_id: str
    version: int
    active_from: datetime
    activated_by: str
    activated_at: datetime


def read_matrix(text: str, form: Form) -> Matrix:
    """Read a matrix and hold it against what Onus knows.

    Raises MatrixFileError with every fault, and its cure.
    """
    if len(text) > MOST_CHARACTERS:
        raise MatrixFileError((TOO_LONG,))
    if not text.strip():
        raise MatrixFileError((Fault("file", "is empty; begin with an export of one that ships"),))
    sheet = read_csv(text) if form == "csv" else Sheet(tree_of_toml(text))
    if sheet.faults and not sheet.tree:
        raise MatrixFileError(tuple(sheet.faults))
    found = _fitting(sheet.tree)
    faults = [*sheet.faults, *map(sheet.located, found if isinstance(found, list) else ())]
    if faults or isinstance(found, list):
        raise MatrixFileError(tuple(faults))
    return found


def _fitting(tree: dict[str, Any]) -> Matrix | list[Fault]:
    """Return the tables as a matrix, or all that is wrong with them."""
    unfit = list(unfit_names(tree))
    try:
        matrix = matrix_of(tree)
    except MatrixFileError as error:
        return [*error.faults, *unfit]
    return unfit or matrix


def known_versions(stored: Iterable[Version]) -> list[Version]:
    """Return what ships and what was imported, by provider, id and version."""
    shipped = (Version(matrix) for matrix in builtin_catalog().matrices.values())
    known = {version.matrix.name: version for version in (*shipped, *stored)}
    return sorted(
        known.values(), key=lambda one: (one.matrix.provider, one.matrix.id, one.matrix.version)
    )


def find_version(known: Sequence[Version], name: str, version: int | None = None) -> Version:
    """Return the version of a matrix, the latest where none is named.

    Raises NoSuchMatrixError.
    """
    found = [one for one in known if one.matrix.id == name]
    if not found:
        there_are = ", ".join(dict.fromkeys(one.matrix.id for one in known))
        raise NoSuchMatrixError(f"There is no matrix {name!a}. There are: {there_are}.")
    if version is None:
        return found[-1]
    for one in found:
        if one.matrix.version == version:
            return one
    there_are = ", ".join(str(one.matrix.version) for one in found)
    raise NoSuchMatrixError(f"{name} has no version {version}. There are: {there_are}.")


def find_named(known: Sequence[Version], reference: str) -> Version:
    """Return the version of `acme-2026@2`, or the latest of `acme-2026`.

    Raises NoSuchMatrixError.
    """
    name, _, version = reference.strip().partition("@")
    number = int(version) if version.isascii() and version.isdigit() else None
    return find_version(known, reference if version and number is None else name, number)


def numbered(matrix: Matrix, known: Sequence[Version]) -> Version | Matrix:
    """Return the matrix under the next free number, or the version that says the same already.

    A number in the file that is higher than every known one is kept. Raises OtherProviderError.
    """
    _check_products(matrix, known)
    earlier = [one for one in known if one.matrix.id == matrix.id]
    for one in earlier:
        if one.matrix.provider is not matrix.provider:
            raise OtherProviderError(
                f"{matrix.id} is a matrix for {one.matrix.provider}. Choose another id."
            )
        if one.matrix == matrix.model_copy(update={"version": one.matrix.version}):
            return one
    latest = max((one.matrix.version for one in earlier), default=0)
    return matrix.model_copy(update={"version": max(matrix.version, latest + 1)})


def _check_products(matrix: Matrix, known: Iterable[Version]) -> None:
    """Refuse a product under an id that is another provider's: an answer could be of either."""
    for one in known:
        other = one.matrix
        taken = sorted(matrix.products.keys() & other.products.keys())
        if taken and other.provider is not matrix.provider:
            raise OtherProviderError(
                f"products.{taken[0]} is a product for {other.provider} already, in {other.name}. "
                f"Choose another id for it here, such as {taken[0]}-{matrix.provider}.",
                field="file",
            )


def imported(matrix: Matrix, *, by: str, now: datetime) -> Fact:
    """Put down that a version came in."""
    data: dict[str, Value] = {
        "matrix": matrix.id,
        "version": matrix.version,
        "provider": str(matrix.provider),
    }
    return Fact(FactKind.MATRIX_IMPORTED, by, now, data=data)


def activated(activation: Activation, **more: Value) -> Fact:
    """Put down from when on a version answers; more: who proposed it, why nobody else approved."""
    data: dict[str, Value] = {
        "matrix": activation.matrix_id,
        "version": activation.version,
        "provider": str(activation.provider),
        "active_from": activation.active_from.isoformat(),
        **more,
    }
    by, now = activation.activated_by, activation.activated_at
    return Fact(FactKind.MATRIX_ACTIVATED, by, now, data=data)
