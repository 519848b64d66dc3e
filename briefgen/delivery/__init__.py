"""Briefs on their way to people, by e-mail."""
