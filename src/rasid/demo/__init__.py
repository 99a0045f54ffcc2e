"""Six invented reports, and `python -m rasid.demo`, which reads them and says who took what."""
