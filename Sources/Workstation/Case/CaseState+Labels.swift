import Casework
import Labels

extension CaseState {
  /// To the dialog of a mismatch: that of the slide that is looked at, or the first one.
  func resolveLabel() -> [CaseOutcome] {
    let open = file.slidesToResolve
    guard let first = open.first else {
      return [.notice("The label: \(file.labelWords). Nothing is to be resolved.")]
    }
    guard !file.isToRepeat else { return [.notice(Surroundings.callsAlone)] }
    guard file.isScored else { return [.notice("A label is resolved once the case is scored.")] }
    return [.label(file, slide: open.contains(slideIndex) ? slideIndex : first)]
  }
}
