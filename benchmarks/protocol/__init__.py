"""The protocol: generated worlds of each size, several seeds, fixed seconds; a row a run, resumable."""
