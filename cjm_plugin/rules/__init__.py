"""Rules of good practice: one check per file or small family."""
