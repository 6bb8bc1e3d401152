"""When sections may meet."""
