"""Every write to the record: functions with keyword arguments, each of which succeeds whole or not at all.

An action trusts the rows it is given: callers reach them through the signed-in person, never by a bare id.
"""
