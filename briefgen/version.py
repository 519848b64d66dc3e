"""The version of the program, for whatever says by what it was made."""

VERSION = "0.1.0"
