"""Roles: who does what in an incident; its commander stands with the incident itself."""

from sqlalchemy import Column, Integer, String, Table

from domain.roles import Role
from storage.columns import OneOf
from storage.tables.base import metadata, workspace

roles = Table(
    "roles",
    metadata,
    workspace(),
    Column("incident", Integer, primary_key=True),
    Column("role", OneOf(String(32), Role), primary_key=True),
    Column("user_id", String(32), nullable=False),
)
