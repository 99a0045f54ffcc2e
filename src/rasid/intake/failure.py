"""What could not be taken in, or only with a reservation."""

from __future__ import annotations

import msgspec

#: Every code a Failure can carry. The faces turn them into sentences (messages "failure.CODE").
CODES: tuple[str, ...] = (
    "not_found",
    "no_reports",
    "unreadable",
    "bad_gzip",
    "binary",
    "bad_encoding",
    "bad_bytes",
    "too_large",
    "empty",
    "bad_json",
    "not_object",
    "no_text",
    "bad_field",
    "bad_published",
    "duplicate_id",
    "repeated",
    "html_stripped",
    "messages_skipped",
    "edited_unknown",
    "day_order",
    "no_messages",
    "columns_guessed",
    "no_text_column",
    "unknown_column",
    "rows_empty",
    "packed_too_tight",
    "encrypted",
    "old_office",
    "no_text_layer",
    "pages_without_text",
    "visual_mended",
    "visual_unsure",
    "property_day",
    "too_many_parts",
    "broken_end",
    "bad_format",
    "too_large_file",
    "bad_address",
    "private_address",
    "unreachable",
    "timeout",
    "http_status",
    "robots",
    "redirects",
    "content_type",
    "too_large_answer",
    "bad_answer",
    "entities",
    "not_feed",
    "sitemap",
    "updated_day",
    "passed_over",
    "broken_records",
    "left_out",
    "no_archives",
    "bad_path",
    "zip_bomb",
)


class Failure(msgspec.Struct, frozen=True):
    """One report (or file) that was not taken in, or was taken in with a reservation.

    where: the file, with ":line" where there are lines; code: one of CODES; detail: the words the message needs;
    lost: whether the report was left out. With lost=False the report itself follows next, unless of_file: then it is said
    of the whole file (what was skipped in it, how its days were read) and belongs to no report. silent: was said of the file
    before, and is only to be noted at the report.
    """

    where: str
    code: str
    detail: dict[str, str] = {}
    lost: bool = True
    of_file: bool = False
    silent: bool = False

    def __str__(self) -> str:
        detail = ", ".join(f"{k} {v}" for k, v in self.detail.items())
        return f"{self.where}: {self.code}" + (f" ({detail})" if detail else "")
