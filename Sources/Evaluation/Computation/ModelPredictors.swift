import SurvivalStatistics

/// The predictors of the models that are compared, on a set of patients: fixed, or refitted to whatever patients are
/// drawn.
struct ModelPredictors: Sendable {
  /// Rows of the plan that have every clinical value.
  let rows: [Int]
  /// The others.
  let missing: [Int]
  let times: [SurvivalTime]
  let score: [Double]
  private let columns: [CoxCovariate]
  private let fixed: (clinical: [Double], combined: [Double])?

  /// `nil` where there is nothing to compare with.
  init?(_ plan: EvaluationPlan) {
    switch plan.comparators {
    case .none: return nil
    case .refit(let columns):
      rows = plan.times.indices.filter { row in columns.allSatisfy { $0.values[row].isFinite } }
      self.columns = columns.map { [rows] column in CoxCovariate(column.name, rows.map { column.values[$0] }) }
      fixed = nil
    case .fixed(let clinical, let combined):
      rows = plan.times.indices.filter { clinical[$0].isFinite && combined[$0].isFinite }
      columns = []
      fixed = (rows.map { clinical[$0] }, rows.map { combined[$0] })
    }
    let complete = Set(rows)
    missing = plan.times.indices.filter { !complete.contains($0) }
    times = rows.map { plan.times[$0] }
    score = rows.map { plan.score[$0] }
  }

  var isApparent: Bool { fixed == nil }
  var clinicalColumns: Int { columns.count }

  /// Covariates of the model of `role`, where it is fitted here; the score is one.
  func columnCount(_ role: ModelRole) -> Int {
    switch role {
    case .clinical: columns.count
    case .combined: columns.count + 1
    case .score, .fit, .truth: 1
    }
  }

  /// The model of `role` on the patients `drawn`; `nil` of models made elsewhere and of the score itself.
  func model(_ role: ModelRole, _ drawn: [Int]) throws(SurvivalFailure) -> CoxModel? {
    guard fixed == nil, role != .score else { return nil }
    let picked = columns(role).map { column in CoxCovariate(column.name, drawn.map { column.values[$0] }) }
    return try CoxRegression.fit(picked, times: drawn.map { times[$0] })
  }

  /// The predictors of `role` of the patients `drawn`, by `model` where it was fitted here.
  func predictors(_ role: ModelRole, _ drawn: [Int], by model: CoxModel?) -> [Double] {
    if let model {
      let columns = columns(role)
      return drawn.map { row in model.linearPredictor(columns.map { $0.values[row] }) }
    }
    let all: [Double]? =
      switch role {
      case .clinical: fixed?.clinical
      case .combined: fixed?.combined
      case .score, .fit, .truth: score
      }
    return drawn.compactMap { row in all?[row] }
  }

  private func columns(_ role: ModelRole) -> [CoxCovariate] {
    role == .combined ? columns + [CoxCovariate("score", score)] : columns
  }
}
