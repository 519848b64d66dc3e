"""Files in any format to sources: ``read_all`` for paths, ``read_path`` for one, ``read_bytes``."""

from briefgen.readers.addresses import EVERYWHERE, Address, is_address
from briefgen.readers.fetching import Fetching
from briefgen.readers.intake import Intake, read_all, read_bytes, read_path
from briefgen.readers.isolated import prepare as prepare_reading
from briefgen.readers.overrides import Overrides, read_overrides
from briefgen.readers.printed import read_printed

__all__ = [
    "EVERYWHERE",
    "Address",
    "Fetching",
    "Intake",
    "Overrides",
    "is_address",
    "prepare_reading",
    "read_all",
    "read_bytes",
    "read_overrides",
    "read_path",
    "read_printed",
]
