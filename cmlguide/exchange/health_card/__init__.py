"""SMART Health Cards and Links: signed records, decoded here; nothing is fetched over the network."""
