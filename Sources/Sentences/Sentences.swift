// Sentences: see Sources/README.md.
