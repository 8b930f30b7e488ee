import Basics
import Evaluation
import SurvivalStatistics

/// What the program is for, said wherever it speaks.
package enum ResearchUse {
  package static let sentence = "Research use only, not a medical device."
}

extension EvaluationSubject {
  /// `5 years`, or `5` where the unit was not said.
  package func words(_ time: Double) -> String { unit.words(FigureText.short(time)) }
}

extension EvaluationSubject.Kind {
  /// What is evaluated: `the bundle demonstration 1`.
  package var words: String {
    switch self {
    case .score(let column): "the score in column \"\(column)\""
    case .model(let model):
      "the Cox model of \(model.file), made on \(model.count.counted("patient")) with \(model.events.counted("event"))"
    case .bundle(let bundle):
      "the bundle \(bundle.name) \(bundle.version)"
        + (bundle.demonstration ? ", a demonstration that means nothing for a patient" : "")
    }
  }

  /// Of what the measures are that ask for a score: said where there is more than one model.
  package var ofScore: String {
    switch self {
    case .bundle: ", slide score"
    case .score, .model: ""
    }
  }

  /// Of what those are that ask for a probability or a call.
  package var ofRisk: String {
    switch self {
    case .bundle: ", combined model"
    case .score, .model: ""
    }
  }
}

extension RiskThreshold {
  /// `score above 1.2`, `probability from 0.05 on`.
  package var words: String {
    switch self {
    case .score(let value): "score above \(FigureText.short(value))"
    case .probability(let value): "probability above \(FigureText.short(value))"
    case .call(let value): "probability from \(FigureText.short(value)) on"
    }
  }
}

extension CalibrationRecord.Basis {
  /// Where the probabilities come from.
  package var words: String {
    switch self {
    case .score: "the score itself, taken for the probability of the event by the horizon"
    case .model: "the model as it was made, not fitted to these patients"
    case .refit: "a Cox model of the score fitted to these patients: apparent"
    }
  }
}

extension SurvivalCurve.Group {
  /// `all`, `low`, `high`.
  package var words: String {
    switch self {
    case .all: "all"
    case .low: "low"
    case .high: "high"
    }
  }
}

extension CohortRemarks {
  /// What is known, by name.
  package var lines: [(name: String, count: Int)] {
    (outOfDistribution.map { [("Out of distribution of the bundle", $0)] } ?? [])
      + [("Outside the intended use of the bundle", outsideIntendedUse), ("Judged by the slide alone", bySlideAlone)]
  }
}

extension TrainingComparison {
  /// What was compared and what was not, a sentence each.
  package var sentences: [String] {
    [memberWords, nameWords, members == nil ? nil : Self.limit].compactMap(\.self)
  }

  private var memberWords: String? {
    members.map {
      "No patient has the features and the outcome of one of the \($0) patients of the training, whose hashes the "
        + "bundle holds."
    }
  }

  private var nameWords: String {
    guard let names else { return "Names were not compared with those of the training: its table was not named." }
    let found = "No patient has the name of one in \(names.table)"
    return switch names.isTheTraining {
    case true?: found + ", which is the table of the training."
    case false?: found + ", which is not, or no longer, the file that the bundle was trained on."
    case nil: found + ", which was named as the table of the training."
    }
  }

  private static let limit =
    "Someone whose slides were encoded again, or whose follow-up was changed, is not found by features and outcome."
}

extension RecordWords {
  /// The sentences of the printed JSON.
  package static let english = RecordWords(
    subject: \.words, rule: \.words, probabilities: \.words, warning: \.sentence, reason: \.sentence,
    researchUseOnly: ResearchUse.sentence)
}
