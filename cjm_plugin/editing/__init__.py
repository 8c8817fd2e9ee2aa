"""Changes of map files that touch only the lines they must."""
