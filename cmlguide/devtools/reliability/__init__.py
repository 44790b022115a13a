"""What stands around the record, proved on a running site: kills, faults, load and restore.

`manage.py prove --only kills` (faults, load, restore) runs one at full size and writes docs/reliability.md;
the tests run a small sample of each. Sites and databases here are made for it and removed afterwards.
"""
