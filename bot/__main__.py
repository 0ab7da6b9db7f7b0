"""`python -m bot` is `onus`."""

from bot.cli import main

main(prog_name="onus")
