"""Remembers: tables, queries, migrations, journal, inbox, outbox, timers."""
