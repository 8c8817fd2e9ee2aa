"""Rules of good practice: what the field calls mistakes, each with a stable code and a page of its own."""
