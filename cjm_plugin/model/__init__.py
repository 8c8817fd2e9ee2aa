"""What a journey map is: typed, frozen nouns. No I/O, no YAML, nothing of the other rooms."""
