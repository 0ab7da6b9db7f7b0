"""Obligations: start a clock, be reminded of it, put down that it was met."""
