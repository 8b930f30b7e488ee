import Basics

/// Estimates with their intervals, one row per subgroup or covariate.
public struct ForestPlot: Hashable, Sendable {
  /// What is measured, and so how the axis runs.
  public enum Measure: Hashable, Sendable {
    /// Ratios, on a logarithmic axis, held against 1: hazard ratios.
    case ratio
    /// Differences and shares on a plain axis, held against `reference`: 0.5 for a c-index, 0 for a difference.
    case linear(reference: Double)
  }

  /// What stands in a row.
  public enum Kind: Hashable, Sendable {
    /// A name above the rows of its levels, without an estimate.
    case heading
    /// A subgroup or a covariate.
    case estimate
    /// All patients: a diamond as wide as its interval.
    case overall
  }

  /// A row of the plot.
  public struct Row: Hashable, Sendable {
    /// The row's name, on the left.
    public var name: String
    /// What stands in the row.
    public var kind: Kind
    /// The number of patients; `nil`: not shown.
    public var count: Int?
    /// The number of events; `nil`: not shown.
    public var events: Int?
    /// The estimate; `nil` where there is none: the row says why in `remark`.
    public var estimate: Double?
    /// The confidence limits of the estimate.
    public var limits: ClosedRange<Double>?
    /// The last column: a p-value, or why there is no estimate.
    public var remark: String

    /// A row with an estimate, or without one and the reason in `remark`.
    public init(
      _ name: String, kind: Kind = .estimate, count: Int? = nil, events: Int? = nil, estimate: Double?,
      limits: ClosedRange<Double>?, remark: String = ""
    ) {
      self.name = name
      self.kind = kind
      self.count = count
      self.events = events
      self.estimate = estimate
      self.limits = limits
      self.remark = remark
    }

    /// A row that heads those below it.
    public static func heading(_ name: String, remark: String = "") -> Row {
      Row(name, kind: .heading, estimate: nil, limits: nil, remark: remark)
    }
  }

  /// The rows, from top to bottom.
  public var rows: [Row]
  /// What is measured, and so how the axis runs.
  public var measure: Measure
  /// Label of the axis and of the estimates' column: "Hazard ratio".
  public var label: String
  /// The heading over the remarks: "p of interaction"; empty where there are none.
  public var remarkLabel: String
  /// The number of digits behind the point.
  public var digits: Int

  /// A plot of rows on one axis.
  public init(rows: [Row], measure: Measure, label: String, remarkLabel: String = "", digits: Int = 2) {
    self.rows = rows
    self.measure = measure
    self.label = label
    self.remarkLabel = remarkLabel
    self.digits = digits
  }
}

extension ForestPlot {
  /// As printed beside the mark; empty where there is no estimate.
  func text(_ row: Row) -> String {
    row.estimate.map { NumberText.document.estimate($0, row.limits, digits: digits) } ?? ""
  }

  /// Or why there is no estimate.
  func textOrReason(_ row: Row) -> String { row.estimate == nil && row.kind != .heading ? row.remark : text(row) }

  /// `812 / 40`, or what there is of it.
  static func counts(_ row: Row) -> String {
    [row.count, row.events].compactMap { $0.map(NumberText.document.grouped) }.joined(separator: " / ")
  }

  func numbers(_ title: String) -> ReportTable {
    ReportTable(
      title: title,
      columns: [
        .init("Group"), .init("Patients", .right), .init("Events", .right),
        .init(label, unit: "95 % limits", .right), .init(remarkLabel.isEmpty ? "Remark" : remarkLabel),
      ],
      rows: rows.map { row in
        let counts = [row.count, row.events].map { $0.map(NumberText.document.grouped) ?? "" }
        return ReportTable.Row([row.name] + counts + [text(row), row.remark], Self.emphasis(row.kind))
      })
  }

  private static func emphasis(_ kind: Kind) -> ReportTable.Emphasis {
    switch kind {
    case .heading: .section
    case .estimate: .body
    case .overall: .strong
    }
  }

  var summary: String {
    let told = rows.filter { $0.estimate != nil }.map { "\($0.name) \(text($0))" }
    return "\(label) with 95 % limits: " + told.joined(separator: "; ") + "."
  }
}
