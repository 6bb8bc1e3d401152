"""Explanation: readiness before a solve, unserved demand and idle supply after it."""
