"""Comments and issues on the platforms where maps are kept, for automatic builds to write."""
