"""One command a verb: files in, files out, no logic (`paike --help`)."""
