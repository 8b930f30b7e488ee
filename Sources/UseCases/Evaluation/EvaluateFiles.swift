import Basics
import Evaluation
import Foundation
import NeuralNetworks
import Tables

/// Where lies what is evaluated, and on whom.
package enum SubjectFiles: Sendable {
  /// A column of a table; whether it is a probability is found out where nobody said it.
  case score(String, isProbability: Bool?, table: NamedFile)
  /// A model that a fit made elsewhere.
  case model(NamedFile, table: NamedFile)
  /// A bundle, on the table of a cohort or its folder; the features lie by default beside the table.
  case bundle(path: String, cohort: NamedFile, CohortFolder.Reading, features: String?, eventValue: String?)
}

/// Reads what is evaluated, and evaluates it.
package struct EvaluateFiles: Sendable {
  private let files: EvaluationFiles
  private let environment: UseCaseEnvironment

  package init(_ files: EvaluationFiles, in environment: UseCaseEnvironment) {
    self.files = files
    self.environment = environment
  }

  /// What else is asked; the table's name and the columns of its outcome come from the subject.
  package struct Question: Sendable {
    package var clinical: String?
    package var subgroups: [String]
    package var timeUnit: TimeUnit?
    /// The table that the model was made on.
    package var training: NamedFile?
    package var choices: EvaluationChoices
    /// Which columns of a table say the outcome.
    package var outcome: @Sendable (CohortTable) -> OutcomeColumns

    package init(
      clinical: String?, subgroups: [String], timeUnit: TimeUnit?, training: NamedFile?, choices: EvaluationChoices,
      outcome: @escaping @Sendable (CohortTable) -> OutcomeColumns
    ) {
      self.clinical = clinical
      self.subgroups = subgroups
      self.timeUnit = timeUnit
      self.training = training
      self.choices = choices
      self.outcome = outcome
    }

    /// The columns of a list with commas between them.
    package static func columns(_ list: String) -> [String] {
      list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  /// The evaluation of `subject`.
  ///
  /// - Throws: that a file cannot be read or is not what it should be, and why no evaluation can be made.
  package func callAsFunction(_ subject: SubjectFiles, _ question: Question) throws -> EvaluationRecord {
    switch subject {
    case .score(let column, let isProbability, let file):
      let (evaluation, table) = try evaluation(on: file, question)
      return try evaluation.score(column, isProbability: isProbability, in: table)
    case .model(let model, let file):
      let (evaluation, table) = try evaluation(on: file, question)
      return try evaluation.model(
        try files.fit(model.path, named: model.name), file: fileName(model.path), in: table)
    case .bundle(let path, let cohort, let reading, let features, let eventValue):
      let name = cohort.name.hasSuffix(".csv") ? cohort.name : cohort.name + "/cohort.csv"
      let outcome = OutcomeColumns(time: "time", event: "event", eventValue: eventValue)
      let evaluation = EvaluateCohort(try request(name, outcome, question), in: environment)
      let bundle = try files.bundle(path)
      let folder = try CohortFolder(path: cohort.path, reading, files: files.cohort)
      return try evaluation.bundle(
        bundle, on: try BundleCohort(folder, features: features, for: bundle, files, environment.notices))
    }
  }

  private func evaluation(
    on file: NamedFile, _ question: Question
  ) throws -> (EvaluateCohort, CohortTable) {
    let table = try files.table(file.path, named: file.name)
    return (EvaluateCohort(try request(file.name, question.outcome(table), question), in: environment), table)
  }

  private func request(
    _ name: String, _ outcome: OutcomeColumns, _ question: Question
  ) throws -> EvaluationRequest {
    EvaluationRequest(
      name: name, outcome: outcome, clinical: question.clinical, subgroups: question.subgroups,
      timeUnit: question.timeUnit, training: try question.training.map { try files.training($0.path, named: $0.name) },
      choices: question.choices)
  }
}
