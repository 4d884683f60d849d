"""The pages about the law and the local strategies: written once for docs and web, shown here."""
