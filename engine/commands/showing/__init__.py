"""What a person sees of a command: lines, progress, the last screen."""
