"""How long it takes to build, preview and check many maps, against the ways of keeping them by hand."""
