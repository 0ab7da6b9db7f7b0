"""Files that people choose in forms: read before anything is decided, as text."""

from domain.refusal import Refusal
from handlers.kit.ask import Upload
from handlers.kit.slack import Slack

_MOST_BYTES = 4_000_000


class UploadError(Refusal):
    """The file cannot be read."""


async def read_upload(slack: Slack, file_id: str) -> Upload:
    """Return what stands in a file; raises UploadError, SlackRefusedError, SlackUnclearError."""
    file = (await slack.ask("files.info", file=file_id))["file"]
    name = str(file["name"])
    if file["size"] > _MOST_BYTES:
        raise UploadError(f"“{name[:60]}” is larger than 4 MB. Choose a smaller file.")
    content = await slack.download(str(file["url_private_download"]))
    try:
        return Upload(name, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UploadError(
            f"“{name[:60]}” is not UTF-8 from byte {error.start} on. Save it as UTF-8, and choose "
            "it again."
        ) from None
