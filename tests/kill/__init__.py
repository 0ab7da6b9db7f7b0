"""SIGKILL at any moment: nothing lost, nothing doubled, no commitment forgotten."""
