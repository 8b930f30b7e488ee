import Basics

/// What an option takes that counts something.
package enum WholeNumber {
  /// A number of `range`, which an option's value is read as.
  ///
  /// - Returns: what throws a ``CommandFailure`` that names the range where the value is another one.
  package static func within(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
    { text in
      guard let number = Int(text), range.contains(number) else { throw refusal(of: text, range) }
      return number
    }
  }

  /// A number that is at least `least`.
  package static func from(_ least: Int) -> @Sendable (String) throws -> Int { within(least...Int.max) }

  private static func refusal(of text: String, _ range: ClosedRange<Int>) -> CommandFailure {
    let end = range.upperBound == Int.max ? "" : " to \(range.upperBound)"
    return CommandFailure(.usage, "\(text.quoted) is not taken; write a whole number from \(range.lowerBound)\(end)")
  }
}
