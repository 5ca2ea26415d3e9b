"""YAML read strictly: one meaning for each thing written, and a place for each thing that is wrong."""
