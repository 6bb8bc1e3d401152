"""Prices of scarce things, and what they prove (`engine.domain.certificate`)."""
