"""The service: HTTP, store and users around the engine; it decides nothing about timetables."""
