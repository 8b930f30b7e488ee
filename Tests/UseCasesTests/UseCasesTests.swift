// Tests of UseCases.
