import SurvivalStatistics

extension Composer {
  /// Hazard ratios of the score and of high against low.
  mutating func effects() {
    let (score, times) = (plan.score, plan.times)
    if let model = take(
      .hazardRatio, about: "score",
      { () throws(SurvivalFailure) in try CoxRegression.fit([CoxCovariate("score", score)], times: times) })
    {
      record.hazardRatios.append(effects(.score, model, isOfCall: false, deviation: Self.deviation(score)))
    }
    guard let isHigh else { return }
    let column = CoxCovariate("high", isHigh.map { $0 ? 1 : 0 })
    if let model = takeFinite(
      .hazardRatio, about: "high", { () throws(SurvivalFailure) in try CoxRegression.fit([column], times: times) })
    {
      record.hazardRatios.append(effects(.score, model, isOfCall: true, deviation: nil))
    }
  }

  /// Who is called high, where there is a threshold and what it cuts.
  var isHigh: [Bool]? {
    guard let threshold = options.threshold, let marker else { return nil }
    return marker.map { $0 > threshold.cut }
  }

  func effects(_ role: ModelRole, _ model: CoxModel, isOfCall: Bool, deviation: Double?) -> ModelEffects {
    ModelEffects(
      role: role, isOfCall: isOfCall, scoreDeviation: deviation, effects: model.effects, count: model.count,
      events: model.events)
  }

  /// Standard deviation, n - 1.
  static func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(max(1, values.count - 1))).squareRoot()
  }

  /// The score within the levels of each variable.
  mutating func divide() {
    for variable in plan.subgroups {
      guard (2...8).contains(variable.levels.count) else {
        leaveOut(.subgroup, about: variable.name, .levels(found: variable.levels.count))
        continue
      }
      var subgroup = SubgroupRecord(
        name: variable.name, missing: variable.level.count { $0 == nil }, levels: [], isOfCall: isHigh != nil,
        interaction: nil)
      for index in variable.levels.indices { subgroup.levels.append(level(index, of: variable)) }
      let (effect, times) = (effect, plan.times)
      subgroup.interaction = takeFinite(.subgroup, about: "\(variable.name), interaction") {
        () throws(SurvivalFailure) in
        try Self.interaction(effect, variable, times)
      }
      record.subgroups.append(subgroup)
    }
    let poor = record.subgroups.flatMap { subgroup in
      subgroup.levels.filter { $0.events < CohortWarning.eventsPerCovariate }.map { "\(subgroup.name) \($0.name)" }
    }
    if !poor.isEmpty { record.warnings.append(.fewEventsIn(levels: poor)) }
  }

  /// As ``take(_:about:_:)``, of an effect that is infinite where a group has no event.
  private mutating func takeFinite<Value>(
    _ part: ReportPart, about subject: String, _ body: () throws(SurvivalFailure) -> Value
  ) -> Value? {
    do {
      return try body()
    } catch {
      switch error {
      case .separation, .notConverged: leaveOut(part, about: subject, .infinite)
      default: leaveOut(part, about: subject, .survival(error))
      }
      return nil
    }
  }

  /// One unit is a standard deviation of the score, or the step from low to high.
  private var effect: [Double] {
    if let isHigh { return isHigh.map { $0 ? 1 : 0 } }
    let deviation = Self.deviation(plan.score)
    return plan.score.map { $0 / deviation }
  }

  private mutating func level(_ index: Int, of variable: SubgroupVariable) -> SubgroupRecord.Level {
    let rows = variable.level.indices.filter { variable.level[$0] == index }
    let times = rows.map { plan.times[$0] }
    let name = variable.levels[index]
    let level = SubgroupRecord.Level(name: name, count: rows.count, events: times.count { $0.event })
    let (scores, effects) = (rows.map { plan.score[$0] }, effect)
    let harrell = take(.subgroup, about: "\(variable.name) \(name), c-index") { () throws(SurvivalFailure) in
      let c = try concordance(scores: scores, times: times)
      return Estimate(c.index, standardError: c.standardError)
    }
    let ratio =
      takeFinite(.subgroup, about: "\(variable.name) \(name), hazard ratio") { () throws(SurvivalFailure) in
        let model = try CoxRegression.fit([CoxCovariate("score", rows.map { effects[$0] })], times: times)
        return model.effects.first.map { Estimate($0) }
      } ?? nil
    add(.harrell, harrell, level, of: variable, .score)
    add(.hazardRatio, ratio, level, of: variable, isHigh == nil ? .score : record.riskRole)
    return level
  }

  private mutating func add(
    _ code: StatisticCode, _ value: Estimate?, _ level: SubgroupRecord.Level, of variable: SubgroupVariable,
    _ model: ModelRole
  ) {
    guard let value else { return }
    record.statistics.append(
      Statistic(
        code, .level(variable.name, level.name, of: model), value, count: level.count, events: level.events))
  }

  /// Twice the gain in log likelihood by the products of effect and level, one degree of freedom a level but one.
  private static func interaction(
    _ effect: [Double], _ variable: SubgroupVariable, _ times: [SurvivalTime]
  ) throws(SurvivalFailure) -> ChiSquaredTest {
    let rows = times.indices.filter { variable.level[$0] != nil }
    let own = rows.map { times[$0] }
    let main = CoxCovariate("effect", rows.map { effect[$0] })
    let levels = (1..<variable.levels.count).map { index in
      CoxCovariate(variable.levels[index], rows.map { variable.level[$0] == index ? 1 : 0 })
    }
    let products = levels.map { CoxCovariate("effect:" + $0.name, zip(main.values, $0.values).map { $0 * $1 }) }
    let without = try CoxRegression.fit([main] + levels, times: own)
    let with = try CoxRegression.fit([main] + levels + products, times: own)
    return ChiSquaredTest(
      statistic: max(0, 2 * (with.logLikelihood - without.logLikelihood)), degreesOfFreedom: products.count)
  }
}
