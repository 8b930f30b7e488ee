/// The casebook that is open, as the screens name it and as commands take it.
public struct OpenCasebook: Equatable, Sendable {
  private let path: String
  /// Whether commands take this casebook where they are told none.
  private let isUsual: Bool
  /// Whether cases are read again, to see how well their reader repeats themself.
  let isRepeating: Bool

  /// The casebook at `path`.
  ///
  /// - Parameters:
  ///   - usual: the path of the casebook that commands take where they are told none.
  ///   - isRepeating: whether cases are read again.
  public init(path: String, usual: String, isRepeating: Bool = false) {
    self.path = path
    self.isRepeating = isRepeating
    isUsual = path == usual
  }

  /// The name of its file.
  var name: String { String(path.split(separator: "/").last ?? "") }

  /// What a command is told so that it takes this casebook; empty where it does so by itself.
  package var option: String { isUsual ? "" : " --casebook \(Self.quoted(path))" }

  /// A word as a shell reads it.
  static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { ($0.isASCII && ($0.isLetter || $0.isNumber)) || "/._-+,@:".contains($0) }
    return isPlain
      ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

extension Surroundings {
  /// A command that a reader can type as it stands: `coverslip score S26-1 --casebook /lab/cases.sqlite`.
  func command(_ words: String) -> String { "coverslip \(words)\(casebook?.option ?? "")" }
}
