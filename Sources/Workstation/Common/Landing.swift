import Casework

/// Where the workstation begins: a case, or a place of one.
public struct Landing: Equatable, Sendable {
  /// The case as far as the reader may know it.
  public let file: CaseFile
  /// Where on its slides; `nil` where the case alone was named.
  public let place: SlidePlace?

  /// The case, and the place of it.
  public init(file: CaseFile, place: SlidePlace? = nil) {
    self.file = file
    self.place = place
  }
}
