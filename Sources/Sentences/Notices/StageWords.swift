import Basics
import Foundation
import UseCases

extension Stage {
  /// What stands before a bar.
  package var label: String {
    switch self {
    case .drawingSlides: "drawing"
    case .openingSlides: "opening slides"
    case .encodingSlides, .encodingTiles: "encoding"
    case .lookingForTissue(let id, let number, let count): "\(number)/\(count) \(id)  looking for tissue".printable
    case .scoringCase(let id, let number, let count): "\(number)/\(count) \(id)".printable
    case .scoringPatients: "scoring"
    case .lookingForFeatures: "looking for features"
    case .readingFeatures: "reading features"
    case .training: "training"
    case .resampling: "resampling"
    }
  }
}

extension StageProgress {
  /// Whether it may run for hours, so that a batch is told of it too.
  package var runsLong: Bool {
    switch stage {
    case .training: true
    case .readingFeatures, .openingSlides: total > 1000
    case .drawingSlides, .encodingSlides, .encodingTiles, .lookingForTissue, .scoringCase, .scoringPatients,
      .lookingForFeatures, .resampling:
      false
    }
  }
}

extension StageProgress.Unit {
  /// What is counted, of several; nothing where that is only how far it is.
  package var label: String {
    switch self {
    case .slides: "slides"
    case .hundredths: ""
    case .tiles: "tiles"
    case .cases: "cases"
    case .patients: "patients"
    case .epochs: "epochs"
    case .resamples: "resamples"
    }
  }
}

extension TrainingDetail {
  /// `loss 3.214, on others 3.502, fold 2/5, choosing 1/2, epoch 14`: what a narrow terminal cuts off is where it is.
  package var note: String {
    let round = rounds > 1 ? "round \(progress.round)/\(rounds), " : ""
    let recipe = "\(progress.stage.rawValue) \(progress.candidate)/\(recipes)"
    let validation = progress.validationLoss.map { ", on others \(Self.decimal($0))" } ?? ""
    return
      "loss \(Self.decimal(progress.loss))\(validation), \(round)fold \(progress.fold)/\(folds), \(recipe), epoch "
      + "\(progress.epoch)"
  }

  private static func decimal(_ value: Double) -> String { NumberText.shell.fixed(value, digits: 3) }
}
