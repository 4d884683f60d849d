"""What the pages of the import show: the reader's report by table, column and reason."""
