"""Pure functions on strings that several stages need."""
