"""The ledger 整改台账 and its items."""
