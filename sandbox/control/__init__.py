"""The people's side: what somebody in front of Slack can do and see, as an API."""
