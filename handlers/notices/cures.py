"""What to do about the last word on a delivery that failed for good: Slack's, or another's."""

_CURES = {
    "not_in_channel": "Invite @onus to that channel, then retry.",
    "channel_not_found": "Onus is not in that channel, or it is gone: invite @onus, then retry.",
    "is_archived": "The channel is archived: unarchive it, or give the customer another one.",
    **dict.fromkeys(
        ("user_not_visible", "user_not_found", "user_disabled", "invalid_user_combination"),
        "Slack lets Onus write to no such person directly. Name another security contact "
        "(`/customers set <name> security-contact …`), and type the advisory anew.",
    ),
    "invalid_auth": "Slack does not accept the bot's token: mend SLACK_BOT_TOKEN, then retry.",
    "account_inactive": "The app was removed from the workspace: install it again, then retry.",
    "token_revoked": "The bot's token was revoked: install the app again, then retry.",
    "not_set_up": "Onus has no way to send it: set ONUS_SMTP_URL or ONUS_WEBHOOK_SECRET, retry.",
    "internal_address": "The address is an internal one: correct it, or allow its network.",
    "smtp_535": "The mail server does not accept the password: mend ONUS_SMTP_URL, then retry.",
    "thread_not_posted": "The outage's first message failed there: mend that, then retry.",
}
_LETTER_CURES = {
    "smtp_": "The mail server refuses it: look at the address (`/customers set <name> email …` "
    "holds from the next message on), then retry.",
    "mail": "The mail server took nothing for an hour: look at ONUS_SMTP_URL, then retry.",
    "http_": "The customer's program refuses it: ask them to look, then retry.",
    "webhook": "The customer's program took nothing for an hour: ask them to look, then retry.",
}
"""By how the error begins."""

_CURE = "Look at what Slack says, mend it, then retry."


def cure(error: str) -> str:
    """Return what to do about an error, which begins with a code for it."""
    code = error.partition(" ")[0].rstrip(":")
    begins = (told for beginning, told in _LETTER_CURES.items() if code.startswith(beginning))
    return _CURES.get(code) or next(begins, _CURE)
