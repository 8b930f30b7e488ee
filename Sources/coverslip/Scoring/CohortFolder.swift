import Evaluation
import Foundation
import Tables

/// A cohort on disk: a table of patients, slides beside it, features once they are encoded.
struct CohortFolder {
  /// The table's folder.
  let path: String
  let table: TableFile
  let columns: CohortColumns
  private(set) var members: [Member] = []
  /// What is wrong with its rows so far; ``settle()`` says it.
  var problems: CohortProblems

  /// A patient with the rows of the table that are theirs: the first says what became of them, each names a slide.
  struct Member {
    let id: String
    /// The first row, which says the outcome.
    let row: CohortTable.NamedRow
    /// One per row; none where the table has no column for them.
    var slides: [Slide]

    /// Of the first row, from 1.
    var line: Int { row.line }
  }

  /// A slide as the table names it, and the file of its features.
  struct Slide {
    let row: CohortTable.NamedRow
    /// As written; `nil` where the cell is blank.
    let path: String?
    /// What a file is called that is named after the patient, numbered where they have several slides.
    let patientName: String
    /// Where its features are, once they were looked for.
    var file: String?
  }

  /// How a cohort's table is to be read.
  struct Reading {
    var names = CohortColumns.Names()
    /// Whether patients and slides with a problem are left out instead of refusing all.
    var leavesOut = false
    /// Whether columns with nearly the name of a clinical one are let be.
    var keepsNearColumns = false
  }

  /// Reads a table, or cohort.csv in a folder. A patient on several rows has several slides, and the outcome and the
  /// clinical variables must agree. What is wrong with single rows is collected in ``problems``.
  init(path: String, _ reading: Reading = Reading()) throws {
    let path = absolutePath(path)
    table = try TableFile(isFolder(path) ? path + "/cohort.csv" : path)
    self.path = URL(fileURLWithPath: table.path).deletingLastPathComponent().path
    let read = table.table
    let columns = try table.naming { try CohortColumns(reading.names, in: read) }
    self.columns = columns
    problems = CohortProblems(table, leavesOut: reading.leavesOut)
    try table.naming { try columns.require(.patient, in: read) }
    if !reading.keepsNearColumns { try requireNoNearColumn() }
    let all = table.table.namedRows
    members = Self.members(all, columns, &problems)
    for member in members { check(member) }
    checkFileNames()
    checkSlides()
  }

  private func requireNoNearColumn() throws {
    let near = table.table.nearColumns(besides: [columns.patient, columns.slide, columns.time, columns.event])
    guard near.isEmpty else { throw TableFailure.problems(near).words(path: table.path) }
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
        let name = slide.patientName
        if name.contains("/") || name.hasPrefix(".") { problems.add(slide.row, columns.patient, .fileName) }
        if let owner = owners[name] {
          problems.add(slide.row, columns.patient, .oneFile(name, of: owner.id, line: owner.line))
        }
        owners[name] = (member.id, slide.row.line)
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

  /// Throws where anything is wrong with its rows; where that is to be left out, leaves it out and says on stderr what
  /// it was.
  mutating func settle() throws {
    try problems.check()
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
    problems.tell(patients: before.0 - after.0, slides: before.1 - after.1)
    guard !members.isEmpty else { throw CohortProblems.nobodyLeft(table) }
  }

  /// Changes every slide, in the order of the table.
  mutating func updateSlides(_ change: (inout Slide, Member) -> Void) {
    for index in members.indices {
      let member = members[index]
      for place in member.slides.indices { change(&members[index].slides[place], member) }
    }
  }

  /// Leaves slides out that hold nothing, of patients who have others.
  mutating func removeSlides(of member: Int, where isEmpty: (Slide) -> Bool) {
    members[member].slides.removeAll(where: isEmpty)
  }

  /// The table with one row a patient: of several, which are several slides, the first.
  func firstRows() throws -> TableFile { try table.keeping(lines: Set(members.map(\.line))) }

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
