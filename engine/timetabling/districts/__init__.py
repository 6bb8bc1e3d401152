"""Districts: a city solved part by part, and one bound for the whole of it."""
