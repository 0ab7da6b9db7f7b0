"""Benchmarks: what a thing costs beside a baseline in the same run. None of it is a test."""
