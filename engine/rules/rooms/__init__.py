"""Where sections may meet."""
