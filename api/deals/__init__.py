"""What a deal is, before and beside the store: its states, its words and who finds offers."""
