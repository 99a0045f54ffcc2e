"""What comes in: files, folders and streams, each turned into a Report or into a clear failure."""
