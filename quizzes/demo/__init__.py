"""A believable class for trying out, for pictures and for benchmarks: `python manage.py seed_demo`."""
