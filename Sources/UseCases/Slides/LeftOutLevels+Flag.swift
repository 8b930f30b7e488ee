import Casework
import Microscopy

extension [LeftOutLevel] {
  /// The flag that a reviewer sees; `nil` where all levels are read.
  package func flag(slide: String) -> QualityFlag? {
    guard !isEmpty else { return nil }
    let details: [QualityDetail] = flatMap { level in
      [
        QualityDetail(.level, level.level), QualityDetail(.width, level.size.width),
        QualityDetail(.height, level.size.height), QualityDetail(.reason, level.reason.rawValue),
      ]
    }
    return QualityFlag(kind: .leftOutLevels, details: details, slide: slide)
  }
}
