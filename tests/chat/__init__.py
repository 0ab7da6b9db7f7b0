"""Tests that read as a chat: people act over the wire, and what they read is what is checked."""
