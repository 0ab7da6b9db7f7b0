"""What keeps the README and docs/ true."""
