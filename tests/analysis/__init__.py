"""Tests of the analysis of one source."""
