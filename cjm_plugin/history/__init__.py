"""What git knows of the maps, and what changed between two versions."""
