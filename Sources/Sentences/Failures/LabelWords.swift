import Casework
import UseCases

extension LabelProblem {
  /// What keeps a label from being taken as it is, and what to do.
  package var sentence: String {
    switch self {
    case .unresolved(let slides):
      "the label of \(slides.joined(separator: ", ")) is not this case's: resolve it (in the workstation, or "
        + "coverslip label CASE --resolve CODE), or reject the case with the reason wrong-slide"
    case .noSuchSlide(let number, let count):
      "there is no slide \(number); the case has \(count == 1 ? "one slide" : "\(count) slides")"
    case .noMismatch(let slide): "nothing of the label of \(slide) is to be resolved"
    case .severalSlides(let slides):
      "the labels of \(slides.joined(separator: ", ")) are not this case's; say with --slide which one is meant"
    case .noReason: "to resolve a label needs a reason: \(LabelReason.allCases.map(\.rawValue).joined(separator: ", "))"
    case .resolved(let reviewer): "\(reviewer) has resolved it already"
    case .commentTooLong(let length, let limit): "the comment has \(length) characters, \(limit) fit; shorten it"
    case .otherSlide: "the slide, or what its label must say, is not what was shown any more; open the case again"
    }
  }

  var exit: Exit {
    switch self {
    case .noSuchSlide, .severalSlides, .noReason: .usage
    case .unresolved, .noMismatch, .resolved, .commentTooLong, .otherSlide: .badData
    }
  }
}
