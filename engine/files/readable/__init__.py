"""A plan in words: what the workbook, the calendars and the page tell people, told once."""
