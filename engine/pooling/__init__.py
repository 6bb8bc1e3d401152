"""Pooling: requests become sections (`docs/glossary.md`); the story is told in `pool.py`."""
