"""The office of a workspace, as the settings make it."""

from datetime import timedelta

from bot.settings import OfficeSettings
from domain.commitment import Cadence
from handlers.kit.office import Office
from storage.workspaces import Workspace


def office_of(workspace: Workspace, settings: OfficeSettings) -> Office:
    """Return the workspace as handlers see it."""
    return Office(
        workspace=workspace,
        side=settings.onus_side,
        cadence=Cadence(settings.onus_cadence_minutes, later=settings.onus_cadence_later_minutes),
        timezone=settings.onus_timezone,
        incidents_channel=settings.onus_incidents_channel.removeprefix("#"),
        catalogue_url=settings.onus_catalogue_url,
        rulebook=settings.rulebook(),
        runbooks=settings.runbooks(),
        stop_after=timedelta(seconds=settings.onus_stop_seconds),
        fallback_after=timedelta(minutes=settings.onus_fallback_minutes),
        inside_words=settings.onus_inside_words,
        pagers=tuple(settings.pagers()),
        by_two=settings.onus_second_person,
        ways=settings.ways(),
        templates=settings.templates(),
        drill_channel=(settings.onus_drill_channel or "").removeprefix("#"),
    )
