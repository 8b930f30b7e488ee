import Sentences
import Synchronization
import UseCases

extension Notices {
  /// Tells on stderr what was noticed of a cohort, with a bar where it takes long.
  static let cohort: Notices = {
    let listener = CohortListener()
    return Notices { listener.hear($0) }
  }()
}

/// Bars and warnings of a cohort.
private final class CohortListener: Sendable {
  private let bars = Mutex([Stage: ProgressBar]())

  func hear(_ notice: Notice) {
    switch notice {
    case .progress(let progress): bar(progress).advance()
    case .ended(let stage): bars.withLock { $0.removeValue(forKey: stage) }?.finish()
    case .cohort(let notice): Standard.error(notice.sentence)
    case .encoder, .encoding, .registration, .scoring, .training, .review: break
    }
  }

  private func bar(_ progress: Progress) -> ProgressBar {
    bars.withLock { bars in
      if let bar = bars[progress.stage] { return bar }
      let bar = ProgressBar(
        progress.stage.label, total: progress.total, unit: progress.unit.label,
        logged: progress.stage == .readingFeatures && progress.total > 1000)
      bars[progress.stage] = bar
      return bar
    }
  }
}

extension Stage {
  /// Before the bar.
  fileprivate var label: String {
    switch self {
    case .drawingSlides: "drawing"
    case .openingSlides: "opening"
    case .encodingSlides, .encodingTiles: "encoding"
    case .scoringCase, .scoringPatients: "scoring"
    case .lookingForFeatures: "looking for features"
    case .readingFeatures: "reading features"
    case .training: "training"
    case .resampling: "resampling"
    }
  }
}

extension Progress.Unit {
  fileprivate var label: String {
    switch self {
    case .slides: "slides"
    case .tiles: "tiles"
    case .cases: "cases"
    case .patients: "patients"
    case .epochs: "epochs"
    case .resamples: "resamples"
    }
  }
}
