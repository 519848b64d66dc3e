"""briefgen: from a folder of sources to a briefing note, with the source of every line."""

__version__ = "0.1.0"
