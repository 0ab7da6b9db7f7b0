"""Runs: settings, wiring, clock, delivery loop, command line."""
