"""Talks: one folder per thing people do; listeners, timers' reactions, Block Kit as pure functions."""
