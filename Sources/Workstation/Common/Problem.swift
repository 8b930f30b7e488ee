/// What went wrong, in words for the reviewer.
public struct Problem: Hashable, Sendable {
  /// A few words: `The slide cannot be read`.
  public var title: String
  /// What failed, on what, and why.
  public var detail: String
  /// What to do next.
  public var remedy: String

  /// A problem in three parts.
  public init(title: String, detail: String, remedy: String) {
    self.title = title
    self.detail = detail
    self.remedy = remedy
  }
}
