// UseCases: see Sources/README.md.
