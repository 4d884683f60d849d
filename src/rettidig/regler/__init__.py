"""The law as dated data: typed paragraphs, rule shapes, loader, checks and generated pages. No data frames, no web."""
