"""Tests of texts, blocks and commands, without Slack."""
