/// What somebody named to be evaluated, before it is known whether that is one thing.
package struct NamedSubject: Sendable {
  package var table: String?
  /// The column of a score.
  package var score: String?
  /// Whether the score is a probability, where somebody said it.
  package var isProbability: Bool?
  /// Clinical columns that are compared.
  package var clinical: String?
  /// A model that a fit made elsewhere.
  package var model: String?
  /// The folder of a bundle.
  package var bundle: String?
  /// A cohort for the bundle.
  package var cohort: String?
  /// The folder of the cohort's features.
  package var features: String?
  /// How the cohort's table is read.
  package var reading: CohortFolder.Reading
  /// The value that means the event.
  package var eventValue: String?

  /// Nothing but how tables are read.
  package init(reading: CohortFolder.Reading, eventValue: String?) {
    self.reading = reading
    self.eventValue = eventValue
  }

  /// The one thing that was named.
  ///
  /// - Parameter file: where a file of a name is.
  /// - Throws: what is missing, or does not go with the rest.
  package func files(_ file: (String) -> NamedFile) throws(NamedSubjectProblem) -> SubjectFiles {
    guard let bundle else { return try filesOfTable(file) }
    guard let cohort else { throw .noCohort }
    guard table == nil, score == nil, model == nil, clinical == nil, isProbability == nil else {
      throw .besideBundle
    }
    return .bundle(
      path: file(bundle).path, cohort: file(cohort), reading, features: features.map { file($0).path },
      eventValue: eventValue)
  }

  private func filesOfTable(_ file: (String) -> NamedFile) throws(NamedSubjectProblem) -> SubjectFiles {
    let readsCohort = reading.names.slide != nil || reading.leavesOut || reading.keepsNearColumns
    guard cohort == nil, features == nil, !readsCohort else { throw .withoutBundle }
    guard let table else { throw .nothing }
    switch (score, model) {
    case (let score?, nil): return .score(score, isProbability: isProbability, table: file(table))
    case (nil, let model?): return .model(file(model), table: file(table))
    case (nil, nil), (.some, .some): throw .scoreOrModel
    }
  }
}

/// Why what was named is not one thing that can be evaluated.
package enum NamedSubjectProblem: Error, Hashable, Sendable {
  /// A bundle without patients.
  case noCohort
  /// A bundle with what it brings itself.
  case besideBundle
  /// What only a bundle takes.
  case withoutBundle
  /// Neither a table nor a bundle.
  case nothing
  /// Neither a score nor a model, or both.
  case scoreOrModel
}
