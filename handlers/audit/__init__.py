"""The audit trail, as far as Slack sees it: the head of the journal's chain, told daily."""
