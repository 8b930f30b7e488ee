/// The columns of a cohort's table by what they are for.
public struct CohortColumns: Hashable, Sendable {
  /// The column of the patients.
  public var patient = "patient"
  /// The slide of a row.
  public var slide = "slide"
  /// The column of the follow-up times.
  public var time = "time"
  /// The column of the event.
  public var event = "event"

  /// The columns as somebody named them; `nil` where nobody did.
  public struct Names: Hashable, Sendable {
    public var patient, slide, time, event: String?

    /// The names that were given.
    public init(patient: String? = nil, slide: String? = nil, time: String? = nil, event: String? = nil) {
      (self.patient, self.slide, self.time, self.event) = (patient, slide, time, event)
    }
  }

  /// As CLAM's and MCAT's tables call them.
  private static let published = CohortColumns(
    patient: "case_id", slide: "slide_id", time: "survival_months", event: "censorship")

  /// The columns by our own names.
  public init() {}

  private init(patient: String, slide: String, time: String, event: String) {
    (self.patient, self.slide, self.time, self.event) = (patient, slide, time, event)
  }

  /// The named columns, else those of our own names, else of CLAM's, else, for the patients, a manifest's `case`, each
  /// as the table writes it.
  ///
  /// - Throws: ``TableFailure/noColumn(role:name:names:)`` where a column that was named is not there; one that nobody
  ///   named may be absent.
  public init(_ names: Names, in table: CohortTable) throws(TableFailure) {
    let published = Self.published
    patient = try Self.find(names.patient, ColumnRole.patientNames, .patient, in: table)
    slide = try Self.find(names.slide, [slide, published.slide], .slide, in: table)
    time = try Self.find(names.time, [time, published.time], .time, in: table)
    event = try Self.find(names.event, [event, published.event], .event, in: table)
  }

  private static func find(
    _ named: String?, _ usual: [String], _ role: ColumnRole, in table: CohortTable
  ) throws(TableFailure) -> String {
    guard let named else { return usual.lazy.compactMap(table.header.spelling).first ?? usual[0] }
    guard let own = table.header.spelling(of: named) else { throw table.absent(named, role) }
    return own
  }

  /// The first of the usual names that the table has, in our spelling; the first one where it has none.
  fileprivate static func usual(_ name: KeyPath<CohortColumns, String>, in table: CohortTable) -> String {
    let names = [CohortColumns()[keyPath: name], published[keyPath: name]]
    return names.first { table.header.spelling(of: $0) != nil } ?? names[0]
  }

  /// Requires that the table has a column for `role`.
  ///
  /// - Throws: ``TableFailure/noColumn(role:name:names:)`` where there is none.
  public func require(_ role: ColumnRole, in table: CohortTable) throws(TableFailure) {
    let name: String? =
      switch role {
      case .patient: patient
      case .slide: slide
      case .time: time
      case .event: event
      case .score, .subgroup, .covariate: nil
      }
    if let name, !table.has(name) { throw table.absent(name, role) }
  }

  /// The outcome and who it is of.
  public func outcome(eventValue: String?) -> OutcomeColumns {
    OutcomeColumns(time: time, event: event, eventValue: eventValue, patient: patient)
  }
}

extension OutcomeColumns {
  /// The named columns; where nobody named one, our own name, or CLAM's where `table` has that alone.
  public init(_ names: CohortColumns.Names, in table: CohortTable, eventValue: String?) {
    self.init(
      time: names.time ?? CohortColumns.usual(\.time, in: table),
      event: names.event ?? CohortColumns.usual(\.event, in: table), eventValue: eventValue, patient: names.patient)
  }
}
