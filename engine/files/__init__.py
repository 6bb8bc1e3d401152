"""One module a format; `formats.py` is the list. Everything that is written or read passes here."""
