"""Lov om aktiv socialpolitik (LAS): sanktioner."""
