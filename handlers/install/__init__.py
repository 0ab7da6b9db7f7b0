"""Onus's own place in Slack: the channel where incidents are run, and the token."""
