"""Posting: full-time staff and managers to schools, so that the policy's minimums hold."""
