import Casework
import Microscopy

extension [LeftOutLevel] {
  /// The flag that a reviewer sees; `nil` where all levels are read.
  package func flag(slide: String) -> QualityFlag? {
    isEmpty ? nil : QualityFlag(kind: .leftOutLevels, detail: sentence, slide: slide)
  }

  /// Which levels are not read, and why, in one sentence.
  package var sentence: String {
    let parts = map { "level \($0.level) (\($0.size.width) x \($0.size.height) px) \($0.reason.words)" }
    return "Not read of the file: " + parts.joined(separator: "; ") + "."
  }
}

extension LeftOutLevel.Reason {
  fileprivate var words: String {
    switch self {
    case .tileLargerThanLevel: "is smaller than its tiles, which the installed libraries decode wrongly"
    case .sizeDisagrees: "has not the slide's proportions"
    case .contentDisagrees: "does not show what the finer level shows"
    case .unreadable: "cannot be read"
    case .unproven: "is smaller than its tiles, and there is nothing on it to try the installed libraries with"
    }
  }
}
