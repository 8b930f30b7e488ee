import Basics

/// A code for machines, such as a QR code, with what it says in words.
public struct ReportCode: Hashable, Sendable {
  /// The code without the light zone around it.
  public var matrix: BitMatrix
  /// The code's name for those who do not see it: "QR code of the seal".
  public var name: String
  /// What it says, beside it.
  public var facts: [Fact]

  /// A code with its words.
  public init(_ matrix: BitMatrix, name: String, facts: [Fact]) {
    self.matrix = matrix
    self.name = name
    self.facts = facts
  }
}
