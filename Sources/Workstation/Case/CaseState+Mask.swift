import Casework
import SlidePictures

/// The tissue mask over the slides of an open case.
extension CaseState {
  /// The mask, where it is to be seen. Which tiles were read follows from the finding, where that may be told: before a
  /// first call the mask is that of the slide alone.
  var mask: MaskOverlay? {
    guard heatShown.showsMask else { return nil }
    return MaskOverlay(resultFile: file.withheld == nil ? file.finding?.resultFile : nil)
  }

  /// The mask in the place of what lay over the slide, and that again.
  mutating func switchMask() -> [CaseOutcome] {
    guard slide != nil else { return [.notice("The case has no slide.")] }
    guard !heatShown.showsMask else {
      heatShown = shownBeforeMask
      return []
    }
    (shownBeforeMask, heatShown) = (heatShown, .mask)
    guard let withheld = file.withheldLabel else { return [] }
    return [.notice("The tissue mask of the slide alone: what the model read is \(withheld).")]
  }
}
