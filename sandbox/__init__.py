"""A strict stand-in for Slack and a page to look at it; knows nothing of the app that it serves."""
