"""Everything that can go wrong, as one family of exceptions.

::

    BriefgenError
    ├── SettingsError        an option, a setting or a file of settings is wrong   (exit code 2)
    ├── TemplateError        a template or theme is wrong                          (exit code 2)
    ├── DocumentFileError    a dossier or brief in JSON cannot be read             (exit code 2)
    ├── ModelError           the language model is not installed                   (exit code 2)
    ├── NothingToDo          no source could be read, so nothing was made          (exit code 1)
    ├── DeliveryError        a message could not be handed over                    (exit code 1)
    ├── OutputError          a file could not be written                           (exit code 1)
    ├── EngineError          machines that were to make briefs cannot be had       (exit code 1)
    ├── Refusal              a brief may not go to whom it was to go to            (exit code 3)
    └── ReaderError          one source could not be read; the others go on        (exit code 3)

Each message is one line that says what was wrong, where, and what to do about it.
"""

from __future__ import annotations

from enum import StrEnum


class BriefgenError(Exception):
    """Base of all errors that a user can do something about."""

    exit_code = 1


class SettingsError(BriefgenError):
    """An option, an environment variable or a settings file is wrong."""

    exit_code = 2


class TemplateError(BriefgenError):
    """A template or theme is wrong; the message starts with its file and line."""

    exit_code = 2


class DocumentFileError(BriefgenError):
    """A dossier or brief in JSON is not what its schema says."""

    exit_code = 2


class ModelError(BriefgenError):
    """The language model that was asked for is not installed."""

    exit_code = 2


class NothingToDo(BriefgenError):  # noqa: N818 - it says what happened
    """No source could be read, so there is nothing to make a brief of; ``failures`` say why."""

    def __init__(self, words: str, failures: tuple[ReaderError, ...] = ()) -> None:
        super().__init__(words)
        self.failures = failures


class DeliveryError(BriefgenError):
    """A message could not be signed, sent, recorded or put among the drafts."""


class OutputError(BriefgenError):
    """An output file could not be written; what stood there before is untouched."""


class EngineError(BriefgenError):
    """The machines that were to make briefs cannot be had, or no longer, or are not alike; what was
    made is kept."""


class Refusal(BriefgenError):  # noqa: N818 - nothing broke: it was decided
    """A brief may not go out as asked: to these people, now, or in this state."""

    exit_code = 3


class Code(StrEnum):
    """Why a source could not be read, for machines."""

    ADDRESS = "ADDRESS"  # of the web, and not asked: no page, or no public machine
    NETWORK = "NETWORK"  # an address that gave nothing
    NO_FILE = "NO_FILE"  # missing, not allowed, a device, a pipe, a link in a folder
    UNSUPPORTED = "UNSUPPORTED"  # in a format that is not read, or not the one it is called by
    EMPTY = "EMPTY"  # without text
    ENCRYPTED = "ENCRYPTED"
    MALFORMED = "MALFORMED"
    XML_DTD = "XML_DTD"  # declares a document type, by which it could grow or fetch something
    TOO_BIG = "TOO_BIG"  # packed, unpacked, or in what it gives
    TOO_DEEP = "TOO_DEEP"
    TIMEOUT = "TIMEOUT"
    MEMORY = "MEMORY"
    CRASH = "CRASH"


class Stage(StrEnum):
    """How far a source came that could not be read."""

    OPEN = "open"
    DETECT = "detect"
    READ = "read"


class ReaderError(BriefgenError):
    """One source could not be read.

    ``name`` is the file or stream as the user knows it, ``problem`` what is wrong with it,
    ``remedy`` what the user can do. ``sha256`` is empty where its bytes were not taken in.
    """

    exit_code = 3

    def __init__(
        self,
        problem: str,
        *,
        remedy: str,
        code: Code,
        stage: Stage = Stage.READ,
        name: str = "",
        sha256: str = "",
    ) -> None:
        super().__init__(problem, remedy, name)
        self.problem = problem
        self.remedy = remedy
        self.code = code
        self.stage = stage
        self.name = name
        self.sha256 = sha256

    def named(self, name: str, sha256: str = "") -> ReaderError:
        """The same failure with the name and the hash of the file it happened in."""
        return ReaderError(
            self.problem,
            remedy=self.remedy,
            code=self.code,
            stage=self.stage,
            name=self.name or name,
            sha256=self.sha256 or sha256,
        )

    def __str__(self) -> str:
        return f"{self.name or 'source'}: {self.problem}; {self.remedy}"
