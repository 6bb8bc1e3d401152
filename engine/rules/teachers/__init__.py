"""Who may hold a meeting, and when."""
