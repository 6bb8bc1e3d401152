"""`python -m engine` is the command `paike`."""

from engine.commands.app import main

if __name__ == "__main__":
    main()
