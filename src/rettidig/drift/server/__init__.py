"""The web server: how it is set up, started, watched and stopped."""
