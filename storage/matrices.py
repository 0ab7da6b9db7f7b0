"""An organisation's own matrices: every version, kept for ever, and which answers from when."""

import hashlib
from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, exists, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.catalog import Alias, Catalog, builtin_catalog
from domain.matrix import Matrix
from domain.matrix_toml import to_toml
from domain.own_matrix import Activation, Version, known_versions, numbered
from domain.people import ONUS
from storage import aliases, rows
from storage.tables import matrices, matrix_activations

_MOST_CATALOGS = 32
_catalogs: dict[tuple[tuple[str, ...], tuple[Alias, ...]], Catalog] = {}
"""Catalogs by the digests of what is active and the words beside it: the same for ever."""

_ACTIVE = and_(
    matrices.c.workspace_id == matrix_activations.c.workspace_id,
    matrices.c.id == matrix_activations.c.matrix_id,
    matrices.c.version == matrix_activations.c.version,
)


async def keep(
    tx: AsyncConnection, workspace_id: str, matrix: Matrix, *, by: str, now: datetime
) -> tuple[Version, bool]:
    """Keep a matrix as its next version, unless a known one says the same.

    Returns the version, and whether it is new. Raises OtherProviderError.
    """
    found = numbered(matrix, known_versions(await versions(tx, workspace_id)))
    if isinstance(found, Version):
        return found, False
    version = Version(found, by, now)
    await add(tx, workspace_id, version)
    return version, True


async def add(tx: AsyncConnection, workspace_id: str, version: Version) -> None:
    """Keep a version; nothing changes what is kept."""
    matrix = version.matrix
    await tx.execute(
        insert(matrices).values(
            workspace_id=workspace_id,
            id=matrix.id,
            version=matrix.version,
            matrix=matrix,
            digest=hashlib.sha256(to_toml(matrix).encode()).hexdigest(),
            imported_by=version.imported_by,
            imported_at=version.imported_at,
        )
    )


async def versions(tx: AsyncConnection, workspace_id: str) -> list[Version]:
    """Return every version that is kept, in the order of their import."""
    mine = select(matrices).where(matrices.c.workspace_id == workspace_id)
    found = await tx.execute(mine.order_by(matrices.c.imported_at, matrices.c.id))
    return [rows.build(Version, row) for row in found.mappings()]


async def activate(
    tx: AsyncConnection, workspace_id: str, version: Version, activation: Activation
) -> None:
    """Put down from when on a version answers.

    What ships with Onus is kept as well, since the next Onus may ship another.
    """
    if not await _holds(tx, workspace_id, version.matrix):
        kept = replace(version, imported_by=ONUS.user_id, imported_at=activation.activated_at)
        await add(tx, workspace_id, kept)
    mine = matrix_activations.c.workspace_id == workspace_id
    latest = await tx.scalar(select(func.max(matrix_activations.c.seq)).where(mine))
    await tx.execute(
        insert(matrix_activations).values(
            workspace_id=workspace_id, seq=(latest or 0) + 1, **rows.values(activation)
        )
    )


async def _holds(tx: AsyncConnection, workspace_id: str, matrix: Matrix) -> bool:
    same = (
        matrices.c.workspace_id == workspace_id,
        matrices.c.id == matrix.id,
        matrices.c.version == matrix.version,
    )
    return bool(await tx.scalar(select(exists().where(*same))))


async def activations(tx: AsyncConnection, workspace_id: str) -> list[Activation]:
    """Return every activation in the order they were made."""
    mine = matrix_activations.c.workspace_id == workspace_id
    wanted = select(matrix_activations).where(mine).order_by(matrix_activations.c.seq)
    return [rows.build(Activation, row) for row in (await tx.execute(wanted)).mappings()]


async def catalog_at(tx: AsyncConnection, workspace_id: str, at: datetime) -> Catalog:
    """Return the catalog that answers at an instant: what ships, overlaid by what is active then.

    Words that were added are understood as they were then. Two small queries where the same was
    active before, since a digest stands for its matrix.
    """
    then = (
        matrix_activations.c.workspace_id == workspace_id,
        matrix_activations.c.active_from <= at,
    )
    wanted = (
        select(matrix_activations.c.provider, matrices.c.digest)
        .join(matrices, _ACTIVE)
        .where(*then)
        .order_by(matrix_activations.c.active_from, matrix_activations.c.seq)
    )
    latest = {row.provider: row.digest for row in await tx.execute(wanted)}
    added = await aliases.every_at(tx, workspace_id, at)
    words = tuple(Alias(one.phrase, one.target) for one in added)
    if not latest and not words:
        return builtin_catalog()
    digests = tuple(latest[name] for name in sorted(latest))
    return await _overlaid(tx, workspace_id, digests, words)


async def _overlaid(
    tx: AsyncConnection, workspace_id: str, digests: tuple[str, ...], words: tuple[Alias, ...]
) -> Catalog:
    if (digests, words) not in _catalogs:
        mine = (matrices.c.workspace_id == workspace_id, matrices.c.digest.in_(digests))
        own = (await tx.scalars(select(matrices.c.matrix).where(*mine))).all()
        if len(_catalogs) >= _MOST_CATALOGS:
            _catalogs.clear()
        _catalogs[digests, words] = builtin_catalog().overlaid(own, words)
    return _catalogs[digests, words]
