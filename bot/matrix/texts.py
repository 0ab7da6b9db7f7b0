"""What `onus matrix` says: texts as pure functions of what was found."""

from collections.abc import Iterator, Sequence, Sized
from datetime import datetime
from operator import itemgetter

from domain.catalog import Catalog
from domain.matrix import Matrix
from domain.matrix_diff import Difference
from domain.matrix_file import Fault
from domain.own_matrix import Activation, Version

_LONG = 80


def fine_text(file: str, matrix: Matrix) -> str:
    """Say that a file has no fault, and what it is."""
    covered = f"{_count(matrix.layers, 'layer')}, {_count(matrix.services, 'service')}"
    return f"{file}: no faults. {matrix.id} for {matrix.provider}: {covered}."


def faults_text(file: str, faults: Sequence[Fault]) -> str:
    """Tell every fault, a line each."""
    return "\n".join((f"{file}: {_count(faults, 'fault')}", *(f"  {fault}" for fault in faults)))


def _count(things: Sized, word: str) -> str:
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"


def diff_text(before: Matrix, after: Matrix, found: Sequence[Difference]) -> str:
    """Tell what differs, a line for each path."""
    if not found:
        return f"{before.name} and {after.name} say the same."
    lines = (f"{one.path}: {_shown(one.before)} → {_shown(one.after)}" for one in found)
    return "\n".join((f"{before.name} → {after.name}", *lines))


def imported_text(matrix: Matrix) -> str:
    """Say under which version it is kept, and what comes next."""
    return (
        f"Imported {matrix.id} version {matrix.version} for {matrix.provider}. It is not active "
        f"yet: onus matrix activate {matrix.id} --version {matrix.version}"
    )


def known_text(known: Version) -> str:
    """Say that nothing was imported, since the same is there."""
    matrix = known.matrix
    return f"{matrix.id} version {matrix.version} says the same already: nothing to import."


def activated_text(activation: Activation) -> str:
    """Say what answers from when on."""
    return (
        f"{activation.matrix_id} version {activation.version} answers first for "
        f"{activation.provider} from {utc(activation.active_from)} on."
    )


def list_text(known: Sequence[Version], catalog: Catalog) -> str:
    """List the versions by provider; a star stands before what answers first now."""
    rows = [_row(version, catalog) for version in known]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def history_text(versions: Sequence[Version], activations: Sequence[Activation]) -> str:
    """Tell imports and activations in the order in which they were made."""
    events = [*_imports(versions), *_activations(activations)]
    lines = [f"{utc(at)}  {what}" for at, what in sorted(events, key=itemgetter(0))]
    return "\n".join(lines) or "Nothing was imported or activated: what ships with Onus answers."


def utc(instant: datetime) -> str:
    """`2026-03-01 09:30 UTC`."""
    return f"{instant:%Y-%m-%d %H:%M} UTC"


def _imports(versions: Sequence[Version]) -> Iterator[tuple[datetime, str]]:
    for one in versions:
        if one.imported_at:
            yield one.imported_at, f"{one.imported_by} imported {one.matrix.name}"


def _activations(activations: Sequence[Activation]) -> Iterator[tuple[datetime, str]]:
    for one in activations:
        what = f"{one.matrix_id}@{one.version} for {one.provider} from {utc(one.active_from)} on"
        yield one.activated_at, f"{one.activated_by} activated {what}"


def _row(version: Version, catalog: Catalog) -> tuple[str, ...]:
    matrix = version.matrix
    active = catalog.active(matrix.provider)
    star = "*" if active.name == matrix.name else " "
    imported_at = version.imported_at
    origin = f"imported {imported_at:%Y-%m-%d}" if imported_at else "ships with Onus"
    source = f"{matrix.source.title}, {matrix.source.edition}"
    return star, matrix.provider, matrix.name, origin, _shown(source)


def _shown(value: str | None) -> str:
    """Return a value on one line of bearable length."""
    line = " ".join((value or "—").split())
    return line if len(line) <= _LONG else line[: _LONG - 1] + "…"
