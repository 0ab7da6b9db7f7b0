"""`onus matrix`: the organisation's own matrices, one file a subcommand."""
