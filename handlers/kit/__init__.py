"""What the features share: the life of a command, words and blocks of Slack, who is who."""
