"""Lov om organisering og understøttelse af beskæftigelsesindsatsen (LOB): fokusmål og skærpet tilsyn."""
