import Basics
import Casework
import Prognosis
import SlidePictures
import TerminalKit

extension CaseOrderKey {
  /// What the head of a column that sorts by it is told as.
  var number: Int? { Self.allCases.firstIndex(of: self) }

  /// Which end of the order comes first: `longest first`.
  func words(isReversed: Bool) -> String {
    let (first, last) = ends
    return isReversed ? last : first
  }

  private var ends: (first: String, last: String) {
    switch self {
    case .received: ("longest first", "shortest first")
    case .probability, .grade: ("highest first", "lowest first")
    case .status: ("new first", "signed first")
    case .name: ("from the first", "from the last")
    case .age: ("oldest first", "youngest first")
    case .slides, .flags, .disagreement: ("most first", "fewest first")
    case .finalCall, .call: ("high first", "none first")
    case .reviewer: ("from A", "from Z")
    }
  }

  /// Whether what is shown falls from row to row, or rises.
  func arrow(isReversed: Bool) -> String {
    switch self {
    case .received, .probability, .age, .grade, .slides, .finalCall, .call, .flags, .disagreement:
      isReversed ? "↑" : "↓"
    case .status, .name, .reviewer: isReversed ? "↓" : "↑"
    }
  }
}

extension Call {
  /// In a sentence.
  var words: String {
    switch self {
    case .high: "high risk"
    case .low: "low risk"
    case .noCall: "no call"
    }
  }
}

extension Decision {
  /// What the signature does, in a sentence.
  var presentWords: String {
    switch self {
    case .confirm: "confirms the model's call"
    case .override: "overrides the model's call"
    case .acknowledge: "acknowledges that the model makes no call"
    case .assess: "own assessment; the model makes no call"
    case .defer: "puts the call off: the case is to do again"
    case .reject: "rejects the slide: no call is made upon it"
    }
  }

  /// What a draft is going to do.
  var intent: String {
    switch self {
    case .confirm: "to confirm"
    case .override: "to override"
    case .acknowledge: "to acknowledge"
    case .assess: "to assess"
    case .defer: "to defer"
    case .reject: "to reject the slide"
    }
  }
}

extension PrognosticBasis {
  /// What answered: the slide alone, or with the clinical variables.
  var words: String {
    switch self {
    case .slide: "slide only"
    case .slideAndClinical: "slide + clinical"
    }
  }
}

extension PictureSymbols {
  /// What pictures are made of, several of them.
  var words: String {
    switch self {
    case .half: "halves"
    case .quadrant: "quadrants"
    case .sextant: "sextants"
    case .wedge: "sextants and wedges"
    case .octant: "octants"
    }
  }
}

extension ProbabilityInterval {
  /// `11.2–28.9 %`.
  var text: String {
    NumberText.screen.fixed(lower * 100, digits: 1) + "–" + NumberText.screen.fixed(upper * 100, digits: 1) + " %"
  }
}
