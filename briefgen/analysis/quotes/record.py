"""On what terms words were given to a reporter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.dossier import RecordStatus

if TYPE_CHECKING:
    from briefgen.model.dossier import Speaker

# The terms of news agencies: on the record, on background (a description may be used), off the
# record (nothing may).
_OFF = re.compile(r"\boff the record\b|\bnot for (?:publication|attribution)\b", re.IGNORECASE)
_BACKGROUND = re.compile(
    r"\b(?:on (?:the )?condition of anonymity|on background|"
    r"(?:asked|declined|refused|did not want|wished) (?:not )?to (?:be|remain) "
    r"(?:named|identified|anonymous|unnamed)|asked not to be (?:named|identified)|"
    r"speaking anonymously|not (?:authori[sz]ed|allowed|permitted) to (?:speak|talk|comment))\b",
    re.IGNORECASE,
)


def record_status(sentence: str, speaker: Speaker | None) -> RecordStatus | None:
    """The terms that the sentence around a quote states; on the record where a speaker is named
    and nothing else is said, None where that cannot be told."""
    if _OFF.search(sentence):
        return RecordStatus.OFF_RECORD
    if _BACKGROUND.search(sentence):
        return RecordStatus.BACKGROUND
    if speaker is not None and speaker.certain:
        return RecordStatus.ON_RECORD
    return None
