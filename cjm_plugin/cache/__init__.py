"""What was worked out once, kept on disk between runs."""
