"""Block Kit as Slack takes it: what may stand where, and how long it may be.

Source: docs.slack.dev/reference/block-kit, and the limits that stand there.
"""
