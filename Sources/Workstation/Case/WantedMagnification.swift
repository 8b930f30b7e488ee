import Basics
import SlidePictures

/// How large somebody wants the slide to look.
enum WantedMagnification: Hashable, Sendable {
  /// As through an objective of that power.
  case times(Double)
  /// One pixel of the scan a sample: see ``MagnificationLadder/closest``.
  case scanned

  /// What `text` says: `40`, `2.5x`, `1:1`; `nil` where it says none.
  init?(typed text: String) {
    let word = text.filter { $0 != " " }.lowercased()
    guard word != "1:1" else {
      self = .scanned
      return
    }
    let digits = word.hasSuffix("x") ? String(word.dropLast()) : word
    guard let number = Double(digits), number.isFinite, number > 0 else { return nil }
    self = .times(number)
  }

  /// As it can be typed: `40x`, `1:1`.
  var typed: String {
    switch self {
    case .times(let number): NumberText.screen.shortest(number) + "x"
    case .scanned: "1:1"
    }
  }
}

extension CaseState {
  /// Why the slide cannot look so, in a sentence; `nil` where it can.
  func obstacle(to wanted: WantedMagnification, in around: Surroundings) -> String? {
    guard let slide else { return "The case has no slide." }
    let closest = around.ladder(of: slide).closest
    switch wanted {
    case .times(let number) where number > closest * 1.001:
      return "The scan shows no more than \(CaseView.magnification(closest)) here: mag 1:1."
    case .times, .scanned: return nil
    }
  }

  /// Shows the slide so, about the marked tile or the middle of the picture; no smaller than whole.
  mutating func magnify(to wanted: WantedMagnification, in around: Surroundings) -> [CaseOutcome] {
    jumping { state in
      switch wanted {
      case .times(let number): state.magnify(in: around) { _ in number }
      case .scanned: state.showScanned(in: around)
      }
    }
  }
}
