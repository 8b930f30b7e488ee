import SurvivalStatistics

extension SurvivalFailure {
  /// Why an estimate cannot be made, and what to do where there is anything.
  package var sentence: String {
    switch self {
    case .empty: "there is nobody in it"
    case .countsDiffer(let name, let expected, let found): "\(found) values of \(name) for \(expected) patients"
    case .invalidTime(let index): "the follow-up of patient \(index + 1) is not above zero"
    case .notFinite(let column, let index): "column \"\(column)\" has no finite value for patient \(index + 1)"
    case .noEvents: "all are censored, so that nothing can be estimated"
    case .constantColumn(let name): "column \"\(name)\" has the same value in all rows; leave it out"
    case .notIdentifiable(let column):
      "column \"\(column)\" says nothing that the columns before it do not say; leave one of them out"
    case .separation(let column):
      "perfect separation: column \"\(column)\", alone or with others, orders the events perfectly, so that its "
        + "coefficient is infinite; leave it out or gather more patients"
    case .notConverged(let iterations): "the estimate was not reached in \(iterations) steps; use fewer columns"
    case .invalidRidge(let value): "the ridge penalty \(value) is negative or not a number"
    case .tooManyColumns(let columns, let events): "\(columns) columns and only \(events) events; use fewer columns"
    case .penalised: "a penalised model has no such test"
    case .noComparablePairs: "no two patients can be ordered in time"
    case .oneClass: "all labels are the same"
    case .oneGroup: "all patients are in one group"
    case .noEventsBy(let horizon): "nobody had the event by \(FigureText.short(horizon)); choose a later horizon"
    case .horizonPastFollowUp(let horizon, let last):
      "the horizon of \(FigureText.short(horizon)) is past the follow-up, which ends at \(FigureText.short(last)); "
        + "choose an earlier one with --horizon"
    case .censoringUnknown(let time): "who is still followed at \(FigureText.short(time)) is not known"
    case .invalidProbability: "a probability is 0 or 1, which has no logarithm"
    case .invalidKnots: "there are too few distinct values for a spline"
    case .tooFew(let name, let minimum, let found): "\(found) \(name) where at least \(minimum) are needed"
    }
  }
}
