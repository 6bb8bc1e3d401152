"""Offers for one request: who could teach it where and when, beside what is published and taken."""
