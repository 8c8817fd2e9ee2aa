"""Diagrams of a page as Mermaid text."""
