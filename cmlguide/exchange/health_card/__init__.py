"""SMART Health Cards and Links: signed records, decoded; nothing is fetched from anywhere."""
