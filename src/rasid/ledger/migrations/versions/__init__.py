"""One module a version. A released one is never changed: databases out there were made with it."""
