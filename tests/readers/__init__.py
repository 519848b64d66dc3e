"""Tests of the readers: bytes in, sources out."""
