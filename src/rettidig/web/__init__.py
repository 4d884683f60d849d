"""The pages people work in. No rule and no query is here."""
