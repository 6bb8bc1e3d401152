"""The nouns of the problem: frozen, without files and without search (`docs/glossary.md`)."""
