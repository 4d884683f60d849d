"""How people log in: the library's login, held to the house's rules."""
