"""The two-step peer: teachers by min-cost flow first, then FET for hours and rooms."""
