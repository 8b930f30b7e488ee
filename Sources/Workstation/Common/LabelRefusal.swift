import Casework
import TerminalKit

extension CaseFile {
  /// File names of the slides whose labels keep a call from being signed.
  var openLabelNames: [String] { openLabelNames(upon: nil) }

  /// The same upon the finding of that number.
  func openLabelNames(upon findingID: String?) -> [String] {
    openLabels(upon: findingID).map { record.slides[$0].fileName }
  }
}

extension [String] {
  /// Why no call is signed of slides of these names, and what to do; `nil` where there are none.
  ///
  /// - Parameter key: what resolves it in the open case.
  func labelRefusal(_ key: Key) -> String? {
    guard let first else { return nil }
    let names = count > 1 ? "\(count) slides" : first
    let mends = "close this, \(key.label) resolves it"
    return "The label of \(names) is not this case's: \(mends). A wrong slide: r rejects it."
  }
}
