"""Customer journey maps as living, versioned documents."""
