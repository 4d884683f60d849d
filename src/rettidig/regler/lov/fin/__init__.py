"""Lov om kommunernes finansiering af visse offentlige ydelser (FIN)."""
