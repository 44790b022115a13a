"""Whole databases as files: taken, checked, put back. What stands in their rows is the record's business."""
