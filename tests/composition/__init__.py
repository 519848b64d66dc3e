"""Tests of a brief and a template becoming a document."""
