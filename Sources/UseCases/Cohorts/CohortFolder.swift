import Evaluation
import Tables

/// A cohort on disk: a table of patients, slides beside it, features once they are encoded.
package struct CohortFolder: Sendable {
  /// The table's folder.
  package let path: String
  /// The table's file.
  package let file: String
  package let table: CohortTable
  package let columns: CohortColumns
  package private(set) var members: [Member] = []
  /// What is wrong with its rows so far; ``settle(_:)`` tells it.
  package var problems: CohortProblems
  let files: CohortFiles

  /// A patient with the rows of the table that are theirs: the first says what became of them, each names a slide.
  package struct Member: Sendable {
    package let id: String
    /// The first row, which says the outcome.
    package let row: CohortTable.NamedRow
    /// One per row.
    package internal(set) var slides: [Slide]

    /// Of the first row, from 1.
    package var line: Int { row.line }
  }

  /// A slide as the table names it, and the file of its features.
  package struct Slide: Sendable {
    package let row: CohortTable.NamedRow
    /// As written; `nil` where the cell is blank.
    package let path: String?
    /// What a file is called that is named after the patient, numbered where they have several slides.
    package let patientName: String
    /// Where its features are, once they were looked for.
    package internal(set) var file: String?
  }

  /// How a cohort's table is to be read.
  package struct Reading: Sendable {
    package var names = CohortColumns.Names()
    /// Whether patients and slides with a problem are left out instead of refusing all.
    package var leavesOut = false
    /// Whether columns with nearly the name of a clinical one are let be.
    package var keepsNearColumns = false

    package init(names: CohortColumns.Names = .init(), leavesOut: Bool = false, keepsNearColumns: Bool = false) {
      self.names = names
      self.leavesOut = leavesOut
      self.keepsNearColumns = keepsNearColumns
    }
  }

  /// Reads a table, or cohort.csv in a folder. A patient on several rows has several slides, and the outcome and the
  /// clinical variables must agree. What is wrong with single rows is collected in ``problems``.
  ///
  /// - Parameter path: absolute.
  package init(
    path: String, _ reading: Reading = Reading(), files: CohortFiles
  ) throws(CohortReadingFailure) {
    let file = files.isFolder(path) ? path + "/cohort.csv" : path
    guard let bytes = files.contents(file) else { throw .noFile(file) }
    (table, columns) = try ofTable(file) { () throws(TableFailure) in
      let table = try CohortTable(bytes: bytes)
      let columns = try CohortColumns(reading.names, in: table)
      try columns.require(.patient, in: table)
      return (table, columns)
    }
    self.file = file
    self.files = files
    self.path = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
    problems = CohortProblems(leavesOut: reading.leavesOut)
    if !reading.keepsNearColumns { try requireNoNearColumn() }
    members = Self.members(table.namedRows, columns, &problems)
    for member in members { check(member) }
    checkFileNames()
    checkSlides()
  }

  private func requireNoNearColumn() throws(CohortReadingFailure) {
    let near = table.nearColumns(besides: [columns.patient, columns.slide, columns.time, columns.event])
    guard near.isEmpty else { throw .table(.table(.problems(near)), path: file) }
  }

  private static func members(
    _ all: [CohortTable.NamedRow], _ columns: CohortColumns, _ problems: inout CohortProblems
  ) -> [Member] {
    var (order, rows) = ([String](), [String: [CohortTable.NamedRow]]())
    for row in all {
      guard let id = row[columns.patient] else {
        problems.add(row.problem(columns.patient, .required))
        continue
      }
      if rows[id] == nil { order.append(id) }
      rows[id, default: []].append(row)
    }
    return order.compactMap { id in
      guard let own = rows[id], let first = own.first else { return nil }
      let slides = own.enumerated().map { index, row in
        Slide(row: row, path: row[columns.slide], patientName: own.count == 1 ? id : "\(id)-\(index + 1)")
      }
      return Member(id: id, row: first, slides: slides)
    }
  }

  private mutating func check(_ member: Member) {
    let read = [columns.time, columns.event] + ClinicalRow.columns
    for slide in member.slides.dropFirst() {
      if slide.path == nil {
        problems.add(slide.row.problem(columns.patient, .patientOnce(line: member.line, namesSlides: true)))
      }
      for column in read where slide.row[column] != member.row[column] {
        let rule = TableRule.agree(line: member.line, value: member.row[column] ?? "", of: .patient)
        problems.add(slide.row.problem(column, rule))
      }
    }
  }

  /// Files are named after patients: each stays in the folder that it is written to, and no two are one.
  private mutating func checkFileNames() {
    var owners: [String: (id: String, line: Int)] = [:]
    for member in members {
      for slide in member.slides {
        let (name, line) = (slide.patientName, slide.row.line)
        if name.contains("/") || name.hasPrefix(".") {
          problems.add(.fileName(line: line, column: columns.patient, patient: member.id))
        }
        if let owner = owners[name] {
          problems.add(
            .oneFile(
              line: line, column: columns.patient, patient: member.id, file: name, other: owner.id,
              otherLine: owner.line))
        }
        owners[name] = (member.id, line)
      }
    }
  }

  private mutating func checkSlides() {
    var lines: [String: Int] = [:]
    for slide in members.flatMap(\.slides) {
      guard let path = slide.path else { continue }
      if let line = lines[path] { problems.add(slide.row.problem(columns.slide, .slideOnce(line: line))) }
      lines[path] = slide.row.line
    }
  }

  /// Fails where anything is wrong with its rows; where that is to be left out, leaves it out and tells what it was.
  package mutating func settle(_ notices: Notices = .none) throws(CohortReadingFailure) {
    try problems.check(table: file)
    guard problems.leavesOut else { return }
    let before = (members.count, members.reduce(0) { $0 + $1.slides.count })
    let (lines, slides) = (problems.lines, problems.slideLines)
    members = members.compactMap { member in
      guard !member.slides.contains(where: { lines.contains($0.row.line) }) else { return nil }
      var member = member
      member.slides.removeAll { slides.contains($0.row.line) }
      return member.slides.isEmpty ? nil : member
    }
    let after = (members.count, members.reduce(0) { $0 + $1.slides.count })
    if let untold = problems.untold() {
      notices(
        .cohort(
          .leftOut(
            table: file, patients: before.0 - after.0, slides: before.1 - after.1, problems: untold.problems,
            absent: untold.absent)))
    }
    guard !members.isEmpty else { throw .nobodyLeft(table: file) }
  }

  /// Says where the features of every slide are, in the order of the table.
  mutating func place(features: [String?]) {
    var next = 0
    for index in members.indices {
      for place in members[index].slides.indices {
        members[index].slides[place].file = features[next]
        next += 1
      }
    }
  }

  /// Leaves slides out that hold nothing, of patients who have others.
  mutating func removeSlides(of member: Int, where isEmpty: (Slide) -> Bool) {
    members[member].slides.removeAll(where: isEmpty)
  }

  /// The table with one row per patient: of several, which are several slides, the first.
  package func firstRows() throws(CohortReadingFailure) -> CohortTable {
    try ofTable(file) { () throws(TableFailure) in try table.keeping(lines: Set(members.map(\.line))) }
  }

  /// Whether the cohort was simulated, so that the truth stands beside the table.
  var isSimulated: Bool { files.isFile(path + "/truth.csv") }

  /// True log-hazards of the slides, where the cohort was simulated.
  package func trueSlideLogHazards() throws(CohortReadingFailure) -> [Double]? {
    let truth = path + "/truth.csv"
    guard isSimulated, let bytes = files.contents(truth) else { return nil }
    let rows = try ofTable(truth) { () throws(TableFailure) in try CohortTable(bytes: bytes).namedRows }
    let pairs = rows.compactMap { row in
      row["patient"].flatMap { id in row.number("slide_log_hazard").map { (id, $0) } }
    }
    let hazards = Dictionary(pairs) { first, _ in first }
    let found = members.compactMap { hazards[$0.id] }
    return found.count == members.count ? found : nil
  }
}
