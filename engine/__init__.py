"""paike: turns a district's registers and requests into a term timetable with a proof.

Importing this package imports nothing else: the witness (`engine.verification`) must run
where no solver is installed. The public face is `engine.verbs`.
"""

__version__ = "0.1.0"
