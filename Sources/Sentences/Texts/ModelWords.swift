import Basics
import Foundation
import Labels
import NeuralNetworks
import Prognosis

extension EncoderCard {
  /// `morphometry, 66 features, tiles of 224 px at 0.5 µm/px`.
  package var words: String {
    let what = network.map(\.layout) ?? "\(kind), \(width) features"
    return "\(what), tiles of \(tilePixels) px at \(NumberText.shell.significant(mpp)) µm/px"
  }
}

extension ModelCard {
  /// `gated-attention-mil, 5 networks`.
  package var networkWords: String { "\(aggregator), \(members.count) \(members.count == 1 ? "network" : "networks")" }
}

extension PrognosticModel {
  /// `slide score, grade 3, age; fitted on 600 patients, 95 relapses`.
  package var words: String {
    "\(covariates.map(\.name).joined(separator: ", ")); fitted on \(count.counted("patient")), "
      + "\(events.counted("relapse"))"
  }
}

extension TrainingConfiguration {
  /// `attention, cox, 12 components, 16 units, adamw 0.003, at most 60 epochs`.
  package var words: String {
    "\(pooling.rawValue), \(loss.rawValue), \(components) components, \(hidden) units, \(optimiser.rawValue) at "
      + "\(learningRate) \(schedule.rawValue), weight decay \(weightDecay), dropout \(dropout), at most \(epochs) "
      + "epochs"
  }
}

extension TrainingPlan {
  /// `nested cross-validation, 5 folds of 3 inner folds, 2 networks a fold`.
  package var words: String {
    let networks = "\(networks) \(networks == 1 ? "network" : "networks") a fold"
    let rounds = repeats > 1 ? ", \(repeats) rounds" : ""
    guard innerFolds > 0 else { return "cross-validation, \(folds.counted("fold"))\(rounds), \(networks)" }
    return "nested cross-validation, \(folds.counted("fold")) of \(innerFolds) inner folds\(rounds), \(networks)"
  }
}

/// What a bundle's card says of where it comes from.
package enum CardText {
  /// Of one that was trained here.
  package static func trained(isDemonstration: Bool) -> String {
    isDemonstration
      ? "A demonstration, trained on simulated tissue and simulated patients. It shows how Coverslip works; what it "
        + "says of a real slide means nothing. \(ResearchUse.sentence)"
      : "Trained by coverslip train. \(ResearchUse.sentence)"
  }
}
