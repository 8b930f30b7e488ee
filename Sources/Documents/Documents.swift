// Documents: see Sources/README.md.
