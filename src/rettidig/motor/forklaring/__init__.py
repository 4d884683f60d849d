"""The explanation of one citizen's duties: a tree in which every node names its paragraph."""
