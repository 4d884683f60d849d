"""The service of jobindsats.dk, version 3: its tables read over the network."""
