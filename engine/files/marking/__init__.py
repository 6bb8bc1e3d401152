"""A refused workbook given back: the same one, its faulty cells red, with a note and a list."""
