import SurvivalStatistics
import Tables

extension SubgroupVariable {
  /// How a variable is divided.
  private enum Rule {
    /// 0, 1 to 3, 4 and more: pN0, pN1 and beyond of TNM.
    case nodes
    /// To 20, to 50 and above 50 mm: T1, T2, T3 of TNM.
    case size
    /// Each value by itself.
    case values
  }

  /// Nodes, grade, menopause and size, by the names that tables have for them.
  private static let known: [(names: [String], rule: Rule)] = [
    (["positive_nodes", "nodes", "pnodes"], .nodes), (["grade", "grade3"], .values),
    (["menopausal", "menopause", "meno", "menostat"], .values), (["tumour_size_mm", "size_mm"], .size),
    (["size_class"], .values),
  ]

  /// The variables of these names, or where none is named those of ``known`` that the table has.
  ///
  /// - Throws: ``CohortFailure/table(_:)`` with `noColumn` where the table lacks a column of `named`.
  public static func found(in cohort: Cohort, named: [String] = []) throws(CohortFailure) -> [SubgroupVariable] {
    let names = named.isEmpty ? known.compactMap { one in one.names.first(where: cohort.table.has) } : named
    var variables: [SubgroupVariable] = []
    for name in names {
      guard let column = cohort.table.columns([name])[name] else { throw .table(cohort.table.absent(name, .subgroup)) }
      let rule = known.first { $0.names.contains(name.lowercased()) }?.rule ?? .values
      variables.append(SubgroupVariable(name, column, rule, cohort.rows))
    }
    return variables
  }

  private init(_ name: String, _ column: CovariateColumn, _ rule: Rule, _ rows: [Int]) {
    switch (column, rule) {
    case (.numbers(let values), .nodes): self.init(name, rows.map { values[$0] }, [0, 3], ["0", "1-3", ">=4"])
    case (.numbers(let values), .size): self.init(name, rows.map { values[$0] }, [20, 50], ["<=20", ">20-50", ">50"])
    case (.numbers(let values), .values):
      let own = rows.map { values[$0] }
      let levels = Set(own.filter { !$0.isNaN }).sorted()
      self.init(
        name: name, levels: levels.map { $0 == $0.rounded() && abs($0) < 1e9 ? "\(Int($0))" : "\($0)" },
        level: own.map { levels.firstIndex(of: $0) })
    case (.words(let values), _):
      let own = rows.map { values[$0] }
      let levels = Set(own.filter { !$0.isEmpty }).sorted()
      self.init(name: name, levels: levels, level: own.map { levels.firstIndex(of: $0) })
    }
  }

  /// Cut after each of `bounds`; levels that nobody has are left out.
  private init(_ name: String, _ values: [Double], _ bounds: [Double], _ names: [String]) {
    let place = values.map { value in value.isNaN ? nil : bounds.firstIndex { value <= $0 } ?? bounds.count }
    let used = names.indices.filter { place.contains($0) }
    self.init(
      name: name, levels: used.map { names[$0] }, level: place.map { $0.flatMap { used.firstIndex(of: $0) } })
  }
}
