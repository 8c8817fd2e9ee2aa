"""From models to documents: HTML with a title, an outline and nothing of any site generator."""
