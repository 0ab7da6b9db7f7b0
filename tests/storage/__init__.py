"""Tests of what Onus remembers, on both databases."""
