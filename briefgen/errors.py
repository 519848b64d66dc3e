"""Everything that can go wrong, as one family of exceptions.

::

    BriefgenError
    ├── SettingsError        an option, a setting or a file of settings is wrong   (exit code 2)
    ├── TemplateError        a template or theme is wrong                          (exit code 2)
    ├── DocumentFileError    a dossier or brief in JSON cannot be read             (exit code 2)
    ├── ModelError           the language model is not installed                   (exit code 2)
    ├── NothingToDo          no source could be read, so nothing was made          (exit code 1)
    ├── OutputError          a file could not be written                           (exit code 1)
    └── ReaderError          one source could not be read; the others go on        (exit code 3)

Each message is one line that says what was wrong, where, and what to do about it.
"""

from __future__ import annotations


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
    """No source could be read, so there is nothing to make a brief of."""


class OutputError(BriefgenError):
    """An output file could not be written; what stood there before is untouched."""


class ReaderError(BriefgenError):
    """One source could not be read.

    ``name`` is the file or stream as the user knows it, ``problem`` what is wrong with it,
    ``remedy`` what the user can do.
    """

    exit_code = 3

    def __init__(self, problem: str, *, remedy: str, name: str = "") -> None:
        super().__init__(problem, remedy, name)
        self.problem = problem
        self.remedy = remedy
        self.name = name

    def named(self, name: str) -> ReaderError:
        """The same failure with the name of the file it happened in."""
        return ReaderError(self.problem, remedy=self.remedy, name=self.name or name)

    def __str__(self) -> str:
        return f"{self.name or 'source'}: {self.problem}; {self.remedy}"
