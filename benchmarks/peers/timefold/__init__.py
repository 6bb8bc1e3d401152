"""The Timefold peer: the same rules as constraint streams, in plain Java."""
