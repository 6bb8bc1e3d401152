"""`python -m engine` is the command `paike`."""

from engine.commands.door import main

if __name__ == "__main__":
    main()
