// Tests of Labels.
