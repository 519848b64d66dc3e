"""Tests of what goes into a brief."""
