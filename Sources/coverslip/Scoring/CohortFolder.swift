import CohortEvaluation
import Foundation

/// A cohort on disk: a table of patients, slides beside it, features once they are encoded.
struct CohortFolder {
  /// The table's folder.
  let path: String
  let table: TableFile
  let members: [Member]

  /// A patient with the rows of the table that are hers: the first says what became of her, each names a slide.
  struct Member {
    let id: String
    let rows: [CohortTable.NamedRow]

    /// Of the first row, from 1.
    var line: Int { rows[0].line }

    /// As the table names them; none where it has no column for them.
    var slides: [String] { rows.compactMap { $0["slide"] } }

    /// What the files of her features are called: her name, numbered where she has several slides.
    var featureNames: [String] {
      rows.count == 1 ? [id] : (1...rows.count).map { "\(id)-\($0)" }
    }
  }

  /// Reads a table, or cohort.csv in a folder. A patient on several rows has several slides, and all else must agree.
  init(path: String) throws {
    let path = absolutePath(path)
    table = try TableFile(isFolder(path) ? path + "/cohort.csv" : path)
    self.path = URL(fileURLWithPath: table.path).deletingLastPathComponent().path
    let all = table.table.namedRows
    var (order, rows) = ([String](), [String: [CohortTable.NamedRow]]())
    var problems = CohortProblems(table)
    try problems.require(columns: ["patient"])
    for row in all {
      guard let id = row["patient"] else {
        problems.add(row, "patient", .required)
        continue
      }
      if rows[id] == nil { order.append(id) }
      rows[id, default: []].append(row)
    }
    members = order.map { Member(id: $0, rows: rows[$0] ?? []) }
    for member in members { Self.check(member, table.table.names, &problems) }
    Self.checkFileNames(members, &problems)
    Self.checkSlides(all, &problems)
    try problems.check()
  }

  private static func check(_ member: Member, _ columns: [String], _ problems: inout CohortProblems) {
    let first = member.rows[0]
    for row in member.rows.dropFirst() {
      if row["slide"] == nil { problems.add(row, "patient", .twice(line: first.line)) }
      for column in columns where column != "slide" && column != "mpp" && row[column] != first[column] {
        problems.add(row, column, .disagrees(line: first.line, with: first[column] ?? ""))
      }
    }
  }

  /// Files are named after patients: each stays in the folder that it is written to, and no two are one.
  private static func checkFileNames(_ members: [Member], _ problems: inout CohortProblems) {
    var owners: [String: (id: String, line: Int)] = [:]
    for member in members {
      for (row, name) in zip(member.rows, member.featureNames) {
        if name.contains("/") || name.hasPrefix(".") { problems.add(row, "patient", .fileName) }
        if let owner = owners[name] { problems.add(row, "patient", .oneFile(name, of: owner.id, line: owner.line)) }
        owners[name] = (member.id, row.line)
      }
    }
  }

  private static func checkSlides(_ rows: [CohortTable.NamedRow], _ problems: inout CohortProblems) {
    var lines: [String: Int] = [:]
    for row in rows {
      guard let slide = row["slide"] else { continue }
      if let line = lines[slide] { problems.add(row, "slide", .twice(line: line)) }
      lines[slide] = row.line
    }
  }

  /// The table with one row a patient: of several, which are several slides, the first.
  func firstRows() throws -> TableFile { try table.keeping(lines: Set(members.map(\.rows[0].line))) }

  /// True log-hazards of the slides, where the cohort was simulated.
  func trueSlideLogHazards() throws -> [Double]? {
    guard isFile(path + "/truth.csv") else { return nil }
    let pairs = try TableFile(path + "/truth.csv").table.namedRows.compactMap { row in
      row["patient"].flatMap { id in row.number("slide_log_hazard").map { (id, $0) } }
    }
    let hazards = Dictionary(pairs) { first, _ in first }
    let found = members.compactMap { hazards[$0.id] }
    return found.count == members.count ? found : nil
  }
}

extension CohortTable.NamedRow {
  /// `nil` where there is no such column, and of what is no finite number.
  func number(_ column: String) -> Double? { self[column].flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil } }
}
