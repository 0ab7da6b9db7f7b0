"""`onus audit`: the journal's chain, verified and exported."""
