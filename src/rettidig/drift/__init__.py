"""How the store is run: the settings of Django, the server that comes along, or one of the municipality's own."""
