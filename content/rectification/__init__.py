"""The ledger: items, their states, their timeline."""
