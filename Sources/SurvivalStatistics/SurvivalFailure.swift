/// Why an estimate cannot be made.
public enum SurvivalFailure: Error, Hashable, Sendable, Codable {
  /// There is no subject.
  case empty
  /// `name` has `found` values for `expected` subjects.
  case countsDiffer(name: String, expected: Int, found: Int)
  /// The follow-up of subject `index` is not finite or not above zero.
  case invalidTime(index: Int)
  /// A value of column `column`, that of subject `index`, is infinite or not a number.
  case notFinite(column: String, index: Int)
  /// Every subject is censored.
  case noEvents
  /// Column `column` has one value only.
  case constantColumn(String)
  /// Within the risk sets, `column` is constant or a linear combination of the columns before it.
  case notIdentifiable(column: String)
  /// The likelihood rises for ever along `column`: some combination of the columns orders the events perfectly. More
  /// data, fewer columns or a ridge penalty make the estimate finite.
  case separation(column: String)
  /// The maximum was not reached in `iterations` Newton steps.
  case notConverged(iterations: Int)
  /// A ridge penalty that is negative or not finite.
  case invalidRidge(Double)
  /// There are more columns than events: some combination of them always orders the events perfectly.
  case tooManyColumns(columns: Int, events: Int)
  /// A test that a ridge penalty has no distribution for.
  case penalised
  /// No pair of subjects can be ordered in time.
  case noComparablePairs
  /// All labels are the same, so that nothing can be discriminated.
  case oneClass
  /// Fewer than two groups in which events are expected.
  case oneGroup
  /// Nobody had the event up to `horizon`.
  case noEventsBy(horizon: Double)
  /// Nobody was followed past `horizon`; the longest follow-up is `last`.
  case horizonPastFollowUp(horizon: Double, last: Double)
  /// The censoring distribution says nothing at `time`: its own follow-up ends before, or in a censoring.
  case censoringUnknown(time: Double)
  /// The predicted probability of subject `index` is not between 0 and 1, or not inside where its logarithm is taken.
  case invalidProbability(index: Int)
  /// Fewer than three knots, or knots that do not ascend; with knots from quantiles, too few distinct values.
  case invalidKnots([Double])
  /// Fewer than `minimum` of what `name` counts.
  case tooFew(name: String, minimum: Int, found: Int)
}

// MARK: Codes

extension SurvivalFailure {
  private enum CodingKeys: String, CodingKey {
    case empty
    case countsDiffer = "counts-differ"
    case invalidTime = "invalid-time"
    case notFinite = "not-finite"
    case noEvents = "no-events"
    case constantColumn = "constant-column"
    case notIdentifiable = "not-identifiable"
    case separation
    case notConverged = "not-converged"
    case invalidRidge = "invalid-ridge"
    case tooManyColumns = "too-many-columns"
    case penalised
    case noComparablePairs = "no-comparable-pairs"
    case oneClass = "one-class"
    case oneGroup = "one-group"
    case noEventsBy = "no-events-by"
    case horizonPastFollowUp = "horizon-past-follow-up"
    case censoringUnknown = "censoring-unknown"
    case invalidProbability = "invalid-probability"
    case invalidKnots = "invalid-knots"
    case tooFew = "too-few"
  }

  private enum ConstantColumnCodingKeys: String, CodingKey { case _0 = "column" }
  private enum InvalidRidgeCodingKeys: String, CodingKey { case _0 = "value" }
  private enum InvalidKnotsCodingKeys: String, CodingKey { case _0 = "knots" }
}
