"""The tables, a file for each subject; each row belongs to a workspace."""

from storage.tables.action_items import action_items
from storage.tables.analyses import analysis_readers, remarks
from storage.tables.approvals import approvals
from storage.tables.base import metadata
from storage.tables.commitments import commitments, freezes
from storage.tables.customers import customer_channels, customers
from storage.tables.digests import digest_posts, digests
from storage.tables.embargoes import embargoes
from storage.tables.grants import grants
from storage.tables.incidents import incident_readers, incidents, mitigations
from storage.tables.journal import chains, journal
from storage.tables.kept_messages import kept_messages
from storage.tables.maintenances import maintenance_drafts, maintenances
from storage.tables.matrices import (
    aliases,
    former_aliases,
    matrices,
    matrix_activations,
    matrix_proposals,
)
from storage.tables.milestones import milestones
from storage.tables.notice_proposals import notice_proposals
from storage.tables.obligations import obligations
from storage.tables.outages import notices, outages
from storage.tables.pages import pages
from storage.tables.questions import disputes, questions
from storage.tables.roles import roles
from storage.tables.runbooks import runbooks, runs, ticks
from storage.tables.search import search_words
from storage.tables.traffic import inbox, outbox, timers
from storage.tables.workspaces import counters, workspaces

__all__ = [
    "action_items",
    "aliases",
    "analysis_readers",
    "approvals",
    "chains",
    "commitments",
    "counters",
    "customer_channels",
    "customers",
    "digest_posts",
    "digests",
    "disputes",
    "embargoes",
    "former_aliases",
    "freezes",
    "grants",
    "inbox",
    "incident_readers",
    "incidents",
    "journal",
    "kept_messages",
    "maintenance_drafts",
    "maintenances",
    "matrices",
    "matrix_activations",
    "matrix_proposals",
    "metadata",
    "milestones",
    "mitigations",
    "notice_proposals",
    "notices",
    "obligations",
    "outages",
    "outbox",
    "pages",
    "questions",
    "remarks",
    "roles",
    "runbooks",
    "runs",
    "search_words",
    "ticks",
    "timers",
    "workspaces",
]
