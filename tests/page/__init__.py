"""The sandbox's page, clicked through in a headless Chromium."""
