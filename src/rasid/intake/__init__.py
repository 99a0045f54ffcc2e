"""What comes in: files, folders and streams, each turned into a Report or into a clear failure."""

from rasid.intake.days import publication_day
from rasid.intake.failure import Failure
from rasid.intake.language import language
from rasid.intake.sources import MAX_TEXT_BYTES, read_inputs

__all__ = ["MAX_TEXT_BYTES", "Failure", "language", "publication_day", "read_inputs"]
