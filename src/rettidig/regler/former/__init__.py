"""The shapes a rule can take: maalgruppe, forloeb, frist, maaling, sats and the tables they share."""
