"""What a section is: its size, its requests, its meetings as a whole."""
