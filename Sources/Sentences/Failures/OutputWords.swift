import Console

extension OutputFailure: Worded {
  package var words: CommandFailure {
    CommandFailure(
      .cannotWrite,
      "stdout cannot be written (\(systemWord(code))), and what was printed there is not whole; free some room, or "
        + "send it elsewhere")
  }
}
