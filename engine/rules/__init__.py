"""The rule book: every rule once, as a sentence, a law and its terms (`docs/rules.md`)."""
