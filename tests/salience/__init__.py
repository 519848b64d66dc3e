"""Tests of salience."""
