"""Timetabling: sections to weeks, periods, rooms and teachers, with a proof (`solve`)."""
