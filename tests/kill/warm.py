"""Loaded once by the fork server, so that each start of Onus finds its matrices in memory."""

import bot.replica  # as below
import bot.settings  # noqa: F401  # imported for the processes that are forked from here
from handlers.whoowns.answer import warm_up

warm_up()
