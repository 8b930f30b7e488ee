/// A part of the work that is counted.
package enum Stage: Hashable, Sendable {
  case drawingSlides
  case openingSlides
  case encodingSlides
  case encodingTiles
  /// The slides of one case, the `number`th of `count`, in hundredths of each.
  case lookingForTissue(id: String, number: Int, count: Int)
  /// The tiles of one case, the `number`th of `count`.
  case scoringCase(id: String, number: Int, count: Int)
  case scoringPatients
  case lookingForFeatures
  case readingFeatures
  case training
  case resampling
}

/// How far a stage is.
package struct StageProgress: Hashable, Sendable {
  package let stage: Stage
  package let done: Int
  package let total: Int
  /// How many of ``done`` cost nothing, because they were done before.
  package let idle: Int
  /// Where a training is.
  package let detail: TrainingDetail?

  package init(stage: Stage, done: Int, total: Int, idle: Int = 0, detail: TrainingDetail? = nil) {
    self.stage = stage
    self.done = done
    self.total = total
    self.idle = idle
    self.detail = detail
  }

  /// What is counted.
  package enum Unit: Hashable, Sendable {
    case slides, hundredths, tiles, cases, patients, epochs, resamples
  }

  /// What ``done`` and ``total`` count.
  package var unit: Unit {
    switch stage {
    case .drawingSlides, .encodingSlides: .slides
    case .lookingForTissue: .hundredths
    case .encodingTiles, .scoringCase: .tiles
    case .openingSlides: .cases
    case .scoringPatients, .lookingForFeatures, .readingFeatures: .patients
    case .training: .epochs
    case .resampling: .resamples
    }
  }
}
