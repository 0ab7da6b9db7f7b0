"""Numbers over a span of time."""
