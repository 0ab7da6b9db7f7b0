"""An organisation's own matrices, which of them answers from when, and the words it added."""

from sqlalchemy import Column, Index, Integer, String, Table

from domain.matrix import Matrix, Provider
from storage.columns import Instant, OneOf, Typed
from storage.tables.base import metadata, workspace

matrices = Table(
    "matrices",
    metadata,
    workspace(),
    Column("id", String(64), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("matrix", Typed(Matrix), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("imported_by", String(32), nullable=False),
    Column("imported_at", Instant, nullable=False),
)

matrix_activations = Table(
    "matrix_activations",
    metadata,
    workspace(),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("provider", OneOf(String(16), Provider), nullable=False),
    Column("matrix_id", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("active_from", Instant, nullable=False),
    Column("activated_by", String(32), nullable=False),
    Column("activated_at", Instant, nullable=False),
    Index("ix_matrix_activations_from", "workspace_id", "active_from", "seq"),
)

aliases = Table(
    "aliases",
    metadata,
    workspace(),
    Column("phrase", String(80), primary_key=True),
    Column("target", String(64), nullable=False),
    Column("added_by", String(32), nullable=False),
    Column("added_at", Instant, nullable=False),
)

former_aliases = Table(
    "former_aliases",
    metadata,
    workspace(),
    Column("id", String(36), primary_key=True),
    Column("phrase", String(80), nullable=False),
    Column("target", String(64), nullable=False),
    Column("added_by", String(32), nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("ended_by", String(32), nullable=False),
    Column("ended_at", Instant, nullable=False),
    Index("ix_former_aliases_ended", "workspace_id", "ended_at"),
)

matrix_proposals = Table(
    "matrix_proposals",
    metadata,
    workspace(),
    Column("matrix_id", String(64), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("proposed_by", String(32), nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("post_id", String(36), nullable=False),
    Column("active_from", Instant),
)
