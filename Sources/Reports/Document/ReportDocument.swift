import Foundation

/// A report as a value: what it says, in which order, and nothing about how it is laid out.
///
/// Texts may come from anywhere: every writer strips control characters and escapes what its format needs.
///
///     var report = ReportDocument(title: "Evaluation", created: now, notices: [.researchUseOnly])
///     report.blocks = [.heading("Discrimination"), .table(figures), .figure(curves)]
///     let page = report.html()
///     let bytes = try report.pdf()
public struct ReportDocument: Hashable, Sendable {
  /// The title, at the top and in the properties of the file.
  public var title: String
  /// The line under the title; empty for none.
  public var subtitle: String
  /// Notices of the whole report: in full at its top, in short on every page.
  public var notices: [Notice]
  /// When the report was made; it is printed, in UTC, and it is the date within the PDF. Passed in: there is no clock
  /// here.
  public var created: Date
  /// The program that made it, with its version; printed at the foot.
  public var producer: String
  /// How close its parts stand on paper.
  public var density: ReportDensity
  /// Words across every page, large and pale, that must not be overlooked: "not signed"; empty for none.
  public var stamp: String
  /// The blocks, from top to bottom.
  public var blocks: [ReportBlock]

  /// A report; the blocks may follow later.
  public init(
    title: String, subtitle: String = "", created: Date, producer: String = "Coverslip", notices: [Notice] = [],
    density: ReportDensity = .roomy, stamp: String = "", blocks: [ReportBlock] = []
  ) {
    self.title = title
    self.subtitle = subtitle
    self.created = created
    self.producer = producer
    self.notices = notices
    self.density = density
    self.stamp = stamp
    self.blocks = blocks
  }

  /// `2026-03-02 12:00 UTC`.
  var createdText: String {
    let time = Date.ISO8601FormatStyle(timeZone: .gmt).dateTimeSeparator(.space).format(created)
    return time.prefix(16) + " UTC"
  }

  /// Who made it and when.
  var madeText: String { "\(producer), \(createdText)" }

  /// What the head of every page says of the whole report.
  var headline: String { notices.map(\.headline).joined(separator: " · ") }
}
