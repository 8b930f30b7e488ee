// Labels: see Sources/README.md.
