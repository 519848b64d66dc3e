"""Tests of text that several stages need."""
