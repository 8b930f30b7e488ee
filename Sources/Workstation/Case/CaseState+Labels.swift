import Casework
import Labels

extension CaseState {
  /// To the dialog of a mismatch: that of the slide that is looked at, or the first one.
  func resolveLabel() -> [CaseOutcome] {
    guard !file.openLabels.isEmpty else {
      return [.notice("The label: \(file.labelWords). Nothing is to be resolved.")]
    }
    guard file.isScored else { return [.notice("A label is resolved once the case is scored.")] }
    let slide = file.openLabels.contains(slideIndex) ? slideIndex : file.openLabels[0]
    return [.label(file, slide: slide)]
  }
}
