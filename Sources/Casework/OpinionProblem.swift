/// Why a second opinion cannot be asked for, given, or taken back.
public enum OpinionProblem: Error, Hashable, Sendable {
  /// A question that asks nothing.
  case noQuestion
  /// An answer that says nothing.
  case noAnswer
  /// A text of `length` Unicode scalars where `limit` fit.
  case textTooLong(length: Int, limit: Int)
  /// The case does not have the place.
  case place(PlaceProblem)
  /// Somebody asks themself, or answers their own question.
  case ownQuestion
  /// Another colleague was asked.
  case askedOf(colleague: String)
  /// The case has no question of that number, or another one than whoever answers has seen.
  case noSuchQuestion(Int)
  /// It was answered already.
  case answered(by: String)
  /// It was taken back already.
  case withdrawn
  /// Nobody has answered yet, so that there is nothing to read; or it was read.
  case nothingToRead
  /// Another one has asked.
  case askedBy(asker: String)
  /// The answer tells otherwise than the ledger whether its author had been told the model's call.
  case otherBlinding
}
