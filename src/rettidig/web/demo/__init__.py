"""The demonstration: an invented municipality in a store of its own, and a user for each role without a password.

It cannot be had beside real data: the settings allow it on this machine alone and never with ``DATABASE_URL``; the
program does not start where the store holds an import from elsewhere; and the login looks once more.
"""
