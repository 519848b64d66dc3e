"""Tests of what becomes of several sources together."""
