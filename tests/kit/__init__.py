"""The files that users copy: workflows, templates, hooks."""
