"""What a map says between its lines: pure functions on models. Nothing here reads a clock or a file."""
