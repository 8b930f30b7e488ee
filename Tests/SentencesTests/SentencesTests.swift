// Tests of Sentences.
