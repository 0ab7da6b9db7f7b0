"""Digests: what channels of colleagues read regularly."""
