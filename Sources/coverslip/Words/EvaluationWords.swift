import Sentences
import Foundation

extension Words {
  /// At most four significant digits.
  static func short(_ value: Double) -> String { String(format: "%.4g", value) }
}
