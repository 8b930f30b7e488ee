import Basics

/// How many patients have which predicted risk, one panel per outcome over one axis of risks.
public struct RiskHistogram: Hashable, Sendable {
  /// Patients of one outcome.
  public struct Outcome: Hashable, Sendable {
    /// The name over its panel: "Relapse within 5 years".
    public var name: String
    /// What the panel shows, which decides its colour.
    public var role: SeriesRole
    /// The number of patients in each bin.
    public var counts: [Int]

    /// Counts of one outcome, as many as there are bins.
    public init(_ name: String, _ role: SeriesRole, counts: [Int]) {
      self.name = name
      self.role = role
      self.counts = counts
    }
  }

  /// Ends of the bins, 0 to 1, ascending, one more than bins. The last bin holds its upper end.
  public var edges: [Double]
  /// The panels, from top to bottom.
  public var outcomes: [Outcome]
  /// The label of the horizontal axis, which is in percent: "Predicted risk within 5 years".
  public var riskLabel: String
  /// Label of the vertical axes: "Patients".
  public var countLabel: String
  /// The threshold in use, marked by a vertical line; `nil` for none.
  public var threshold: Double?

  /// A histogram of bins that are counted already.
  public init(
    edges: [Double], outcomes: [Outcome], riskLabel: String, countLabel: String = "Patients", threshold: Double? = nil
  ) {
    self.edges = edges
    self.outcomes = outcomes
    self.riskLabel = riskLabel
    self.countLabel = countLabel
    self.threshold = threshold
  }

  /// Counts of `risks` (0 to 1) between `edges`, for an ``Outcome``; a risk outside the edges is not counted.
  public static func counts(_ risks: [Double], edges: [Double]) -> [Int] {
    guard edges.count > 1 else { return [] }
    var counts = [Int](repeating: 0, count: edges.count - 1)
    for risk in risks {
      let above = edges.firstIndex { $0 > risk } ?? (risk == edges[edges.count - 1] ? edges.count - 1 : 0)
      if above > 0 { counts[above - 1] += 1 }
    }
    return counts
  }
}

extension RiskHistogram {
  /// Bins: as many as there are pairs of edges.
  var bins: [(lower: Double, upper: Double)] { Array(zip(edges, edges.dropFirst())) }

  func numbers(_ title: String) -> ReportTable {
    let rows = bins.enumerated().map { index, bin in
      let range = "\(NumberText.document.shortest(bin.lower * 100)) to \(NumberText.document.shortest(bin.upper * 100))"
      return ReportTable.Row(
        [range] + outcomes.map { index < $0.counts.count ? NumberText.document.grouped($0.counts[index]) : "–" })
    }
    return ReportTable(
      title: title,
      columns: [.init(riskLabel, unit: "%", .right)] + outcomes.map { .init($0.name, .right) }, rows: rows)
  }

  var summary: String {
    let told = outcomes.map { "\($0.name): \($0.counts.reduce(0, +)) patients" }
    return "\(riskLabel) by outcome. " + told.joined(separator: "; ") + "."
  }
}
