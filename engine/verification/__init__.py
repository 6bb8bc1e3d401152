"""The witness: reads what was published with the laws alone, and adds every bound up again."""
