"""From YAML text to models: positions, problems, references. Never stops at the first problem."""
