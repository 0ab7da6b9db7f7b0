"""Decides: matrix, phases, outages, commitments, permissions; pure, with `now` as an argument."""
