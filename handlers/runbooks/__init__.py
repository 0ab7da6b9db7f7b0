"""Runbooks: begin one in an incident's thread, tick its steps there."""
