"""The addresses of the service, one module a noun."""
