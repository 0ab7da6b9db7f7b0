"""Talks: one folder per thing people do: listeners, what a timer triggers, Block Kit."""
