import Basics
import Casework
import Labels

/// The casebook that is open, as the screens name it and as commands take it.
public struct OpenCasebook: Equatable, Sendable {
  private let path: String
  /// Whether commands take this casebook where they are told none.
  private let isUsual: Bool
  /// Whether cases are read again, to see how well their reader repeats themself.
  let isRepeating: Bool
  /// When the first of the cases could be read again that were planned as it was opened; `nil` where none was.
  let againFrom: Timestamp?

  /// The casebook at `path`.
  ///
  /// - Parameters:
  ///   - usual: the path of the casebook that commands take where they are told none.
  ///   - isRepeating: whether cases are read again.
  ///   - againFrom: when the first of them can be.
  public init(path: String, usual: String, isRepeating: Bool = false, againFrom: Timestamp? = nil) {
    self.path = path
    self.againFrom = againFrom
    self.isRepeating = isRepeating
    isUsual = path == usual
  }

  /// The name of its file.
  var name: String { String(path.split(separator: "/").last ?? "") }

  /// What a command is told so that it takes this casebook; empty where it does so by itself.
  package var option: String { isUsual ? "" : " --casebook \(path.shellWord)" }
}

extension Surroundings {
  /// What is said of every key that would keep something else while cases are read again.
  static let callsAlone = "While cases are read again only calls are kept."

  /// Whether cases are read again.
  var isRepeating: Bool { casebook?.isRepeating ?? false }

  /// When the first of them can be, as it was planned when the casebook was opened; `nil` where none was, or it is due.
  var nextToRepeat: String? {
    casebook?.againFrom.flatMap { $0.seconds > now ? TimeText.words($0.text) : nil }
  }

  /// A command that a reader can type as it stands: `coverslip score S26-1 --casebook /lab/cases.sqlite`.
  func command(_ words: String) -> String { "coverslip \(words)\(casebook?.option ?? "")" }
}
