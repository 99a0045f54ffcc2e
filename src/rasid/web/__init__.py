"""The workbench: a server on this machine over the ledger, its API, and the pages that ship with it."""
