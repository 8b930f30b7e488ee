import NeuralNetworks
import Tables

/// The patients that a model is trained on.
package struct TrainingCohort: Sendable {
  /// A table, or a folder with cohort.csv.
  package let path: String
  package let reading: CohortFolder.Reading
  package let coding: OutcomeCoding
  /// The folder of the feature files; default: `features` beside the table.
  package let features: String?

  package init(path: String, reading: CohortFolder.Reading, coding: OutcomeCoding, features: String?) {
    self.path = path
    self.reading = reading
    self.coding = coding
    self.features = features
  }
}

/// What made, or makes, the features.
package enum TrainingEncoder: Sendable {
  case weights(EncoderChoice)
  /// Features of another program, of whose encoder no weights are here.
  case named(NamedEncoder)

  /// As feature files name it, where it is known without reading weights.
  var name: String {
    switch self {
    case .weights: ""
    case .named(let named): named.name
    }
  }
}

/// Where slides are that have no features yet, and which of their tiles are encoded.
package struct SlidesToEncode: Sendable {
  /// The folder in which the paths of the table begin.
  package let folder: String
  package let sampling: SlideEncoding.Sampling

  package init(folder: String, sampling: SlideEncoding.Sampling) {
    self.folder = folder
    self.sampling = sampling
  }
}

/// What a bundle says of itself that no training finds out.
package struct ModelToTrain: Sendable {
  /// The folder to write.
  package let folder: String
  package let name: String
  package let isDemonstration: Bool
  /// For people.
  package let text: String
  /// Who the patients are, for people, by their number.
  package let cohort: @Sendable (_ count: Int) -> String
  /// Years within which the risk is told.
  package let horizonYears: Double
  /// Default: as the training's own.
  package let threshold: ThresholdRule?

  package init(
    folder: String, name: String, isDemonstration: Bool, text: String,
    cohort: @escaping @Sendable (_ count: Int) -> String, horizonYears: Double, threshold: ThresholdRule?
  ) {
    self.folder = folder
    self.name = name
    self.isDemonstration = isDemonstration
    self.text = text
    self.cohort = cohort
    self.horizonYears = horizonYears
    self.threshold = threshold
  }
}
