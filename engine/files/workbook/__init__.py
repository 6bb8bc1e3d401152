"""The .xlsx workbook: its gate, its parts, reading and writing it."""
