"""Migrations: each runs on non-empty tables and fits the code before and after it."""
