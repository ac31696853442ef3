"""The contract: JSON Schemas of the authored kinds and of the card."""
