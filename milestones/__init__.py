"""The engine: what published guidelines say about a person's BCR::ABL1 results. Standard library only."""
