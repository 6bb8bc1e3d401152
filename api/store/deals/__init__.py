"""The deals of the streets in the store: offers, holds, agreements, bookings and who is told."""
