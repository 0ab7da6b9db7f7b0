"""Chaos: fan-outs to 50 customers while everything breaks, counted in Slack's own record."""
