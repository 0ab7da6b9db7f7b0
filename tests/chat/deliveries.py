"""Tests that hold whichever way Slack delivers: over sockets, and over signed HTTP."""

import pytest

on_both_deliveries = pytest.mark.parametrize(
    ("databases", "delivery"),
    [("sqlite", "socket"), ("postgresql", "socket"), ("sqlite", "http")],
    indirect=True,
)
