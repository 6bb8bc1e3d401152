"""Writing whole or not at all, beside others who write."""
