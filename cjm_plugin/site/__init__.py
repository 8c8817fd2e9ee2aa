"""The MkDocs plugin: config, hooks, files, navigation. The only room that imports mkdocs."""
