import Casework
import Evaluation
import Prognosis
import SurvivalStatistics
import Tables
import Testing
import UseCases

/// One cohort in every way in which laboratories write tables, read by everything that reads tables.
@Suite("The table of readings")
struct TableOfReadingsTests {
  // MARK: The cohort

  /// Twelve patients; of P07 the time is not known, of P04 the age, of P09 the oestrogen receptor.
  private static let header = [
    "case", "patient", "slide", "time", "event", "age", "grade", "tumour_size_mm", "positive_nodes", "er", "menopausal",
    "site",
  ]

  private static let rows: [[String]] = (1...12).map { index in
    let number = index < 10 ? "0\(index)" : "\(index)"
    return [
      "C\(number)", "P\(number)", "slides/\(number).svs", index == 7 ? "" : "\(index).25",
      index.isMultiple(of: 3) ? "1" : "0", index == 4 ? "" : "\(40 + 2 * index).5", "\(1 + index % 3)", "\(10 + index)",
      "\(index % 4)", index == 9 ? "" : index.isMultiple(of: 2) ? "positive" : "negative",
      index < 6 ? "pre" : "post", "Besan\u{E7}on",
    ]
  }

  /// The cohort's cells, and how they are put into a file.
  struct Writing: Sendable {
    var header = TableOfReadingsTests.header
    var rows = TableOfReadingsTests.rows
    var delimiter = ","
    var lineEnd = "\n"
    var before = ""
    var after = ""
    var eventValue: String?
    var bytes: @Sendable (String) -> [UInt8] = { Array($0.utf8) }

    /// Changes the cells of a column.
    mutating func change(_ column: String, _ change: (String, Int) -> String) {
      guard let place = TableOfReadingsTests.header.firstIndex(of: column) else { return }
      for row in rows.indices { rows[row][place] = change(rows[row][place], row) }
    }

    /// Each event as `event` or `other`.
    mutating func writeEvents(_ event: String, _ other: String) {
      change("event") { cell, _ in cell == "1" ? event : other }
    }

    var file: [UInt8] {
      let lines = ([header] + rows).map { $0.joined(separator: delimiter) }
      return bytes(before + lines.joined(separator: lineEnd) + lineEnd + after)
    }
  }

  private static func utf16(_ text: String, little: Bool, mark: Bool = true) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return little ? pair : pair.reversed()
    }
  }

  private static func writing(_ change: (inout Writing) -> Void) -> Writing {
    var writing = Writing()
    change(&writing)
    return writing
  }

  private static func withDecimalCommas(_ writing: inout Writing, _ delimiter: String) {
    writing.delimiter = delimiter
    for column in ["time", "age"] { writing.change(column) { cell, _ in cell.replacing(".", with: ",") } }
  }

  static let writings: [(name: String, writing: Writing)] = [
    ("event as 1.0 and 0.0", writing { $0.writeEvents("1.0", "0.0") }),
    ("event as TRUE and FALSE", writing { $0.writeEvents("TRUE", "FALSE") }),
    ("event as yes and no", writing { $0.writeEvents("Yes", "no") }),
    ("event as T and F", writing { $0.writeEvents("T", "F") }),
    (
      "event as words that are told",
      writing {
        $0.writeEvents("relapse", "event-free")
        $0.eventValue = "Relapse"
      }
    ),
    (
      "missing as NA",
      writing { writing in for column in header { writing.change(column) { cell, _ in cell.isEmpty ? "NA" : cell } } }
    ),
    (
      "missing as unknown",
      writing { writing in
        for column in header { writing.change(column) { cell, _ in cell.isEmpty ? "Unknown" : cell } }
      }
    ),
    (
      "missing as a point",
      writing { writing in for column in header { writing.change(column) { cell, _ in cell.isEmpty ? "." : cell } } }
    ),
    (
      "receptors as pos, + and Positive",
      writing {
        $0.change("er") { cell, row in
          switch cell {
          case "positive": ["pos", "+", "POSITIVE"][row % 3]
          case "negative": ["Neg.", "-", "Negative", "\u{2212}"][row % 4]
          default: cell
          }
        }
        $0.change("menopausal") { cell, row in row.isMultiple(of: 2) ? cell.uppercased() : cell + "menopausal" }
      }
    ),
    (
      "whole numbers as 2.0",
      writing { writing in
        for column in ["grade", "positive_nodes"] { writing.change(column) { cell, _ in cell + ".0" } }
      }
    ),
    ("header in capitals", writing { $0.header = $0.header.map { $0.uppercased() } }),
    (
      "header with blanks and capitals",
      writing { $0.header = $0.header.map { " " + $0.prefix(1).uppercased() + $0.dropFirst() + " " } }
    ),
    (
      "columns in another order",
      writing { writing in
        writing.header.reverse()
        for row in writing.rows.indices { writing.rows[row].reverse() }
      }
    ),
    (
      "blanks around the cells",
      writing { writing in for column in header { writing.change(column) { cell, _ in " \(cell) " } } }
    ),
    ("semicolons with decimal commas", writing { withDecimalCommas(&$0, ";") }),
    ("tabs with decimal commas", writing { withDecimalCommas(&$0, "\t") }),
    ("semicolons with decimal points", writing { $0.delimiter = ";" }),
    (
      "semicolons with either decimal sign",
      writing {
        withDecimalCommas(&$0, ";")
        $0.change("age") { cell, row in row == 2 ? cell.replacing(",", with: ".") : cell }
      }
    ),
    ("vertical bars", writing { $0.delimiter = "|" }),
    ("tabs", writing { $0.delimiter = "\t" }),
    (
      "sep=; in front",
      writing {
        withDecimalCommas(&$0, ";")
        ($0.lineEnd, $0.before) = ("\r\n", "sep=;\r\n")
      }
    ),
    ("lines that end in CRLF", writing { $0.lineEnd = "\r\n" }),
    ("lines that end in CR", writing { $0.lineEnd = "\r" }),
    ("empty rows at the end", writing { $0.after = "\n,,,,,,,,,,,\n \n\n" }),
    ("no line end at the end", writing { $0.bytes = { Array($0.utf8.dropLast()) } }),
    (
      "every cell in quotes",
      writing { writing in
        writing.header = writing.header.map { "\"\($0)\"" }
        for row in writing.rows.indices { writing.rows[row] = writing.rows[row].map { "\"\($0)\"" } }
      }
    ),
    (
      "line breaks and delimiters in quotes",
      writing { $0.change("site") { cell, _ in "\"\(cell),\r\n \"\"Saint-Jacques\"\"\"" } }
    ),
    ("UTF-8 with a byte-order mark", writing { $0.bytes = { [0xEF, 0xBB, 0xBF] + Array($0.utf8) } }),
    ("UTF-16, little-endian", writing { $0.bytes = { utf16($0, little: true) } }),
    ("UTF-16, big-endian", writing { $0.bytes = { utf16($0, little: false) } }),
    ("UTF-16 without a byte-order mark", writing { $0.bytes = { utf16($0, little: true, mark: false) } }),
    ("Latin-1", writing { $0.bytes = { $0.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } } }),
    (
      "as a German spreadsheet saves Unicode text",
      writing {
        withDecimalCommas(&$0, "\t")
        $0.header = $0.header.map { $0.uppercased() }
        $0.writeEvents("TRUE", "FALSE")
        ($0.lineEnd, $0.after) = ("\r\n", "\t\t\t\t\t\t\t\t\t\t\t\r\n")
        $0.bytes = { utf16($0, little: true) }
      }
    ),
  ]

  // MARK: Who reads

  /// What somebody took from a table.
  struct Reading: Equatable {
    var patients: [String] = []
    var slides: [String] = []
    var outcomes: [SurvivalTime] = []
    var clinical: [ClinicalVariables] = []
    /// Of terms, column by column.
    var covariates: [[Double]] = []
    var subgroups: [SubgroupVariable] = []
  }

  enum Consumer: String, CaseIterable {
    case fit, evaluate
    case evaluateBundle = "evaluate --bundle"
    case train
    case encode = "encode --cohort"
    case comparators
    case add = "add --manifest"

    func read(_ writing: Writing) throws -> Reading {
      switch self {
      case .fit: try TableOfReadingsTests.fit(writing)
      case .evaluate: try TableOfReadingsTests.evaluate(writing)
      case .evaluateBundle: try TableOfReadingsTests.evaluateBundle(writing)
      case .train: try TableOfReadingsTests.train(writing)
      case .encode: try TableOfReadingsTests.encode(writing)
      case .comparators: try TableOfReadingsTests.comparators(writing)
      case .add: try TableOfReadingsTests.add(writing)
      }
    }
  }

  private static func cohort(_ writing: Writing) throws -> Cohort {
    let table = try CohortTable(bytes: writing.file)
    let columns = try CohortColumns(.init(), in: table)
    return try Cohort(table, outcome: columns.outcome(eventValue: writing.eventValue))
  }

  private static func reading(_ cohort: Cohort) -> Reading {
    let names = cohort.table.texts("patient") ?? []
    return Reading(patients: cohort.rows.map { names[$0] }, outcomes: cohort.times)
  }

  private static func fit(_ writing: Writing) throws -> Reading {
    let terms = try CovariateTerms("age/10, grade==3, er==\"positive\", menopausal!=\"pre\", log1p(positive_nodes)")
    let cohort = try cohort(writing).keeping(terms.columnsRead)
    var reading = reading(cohort)
    reading.covariates = try cohort.covariates(terms).map(\.values)
    return reading
  }

  private static func evaluate(_ writing: Writing) throws -> Reading {
    let cohort = try cohort(writing).keeping(["age"])
    var reading = reading(cohort)
    reading.covariates = [try cohort.numbers("age", role: .score)]
    reading.subgroups = try SubgroupVariable.found(in: cohort, named: ["grade", "positive_nodes"])
    return reading
  }

  private static func folder(_ writing: Writing, leavesOut: Bool) throws -> CohortFolder {
    let file = writing.file
    let files = CohortFiles(
      contents: { $0 == "/cohort/cohort.csv" ? file : nil }, isFile: { _ in false }, isFolder: { $0 == "/cohort" })
    return try CohortFolder(path: "/cohort", .init(leavesOut: leavesOut), files: files)
  }

  private static func evaluateBundle(_ writing: Writing) throws -> Reading {
    var folder = try folder(writing, leavesOut: false)
    let known = folder.clinicalVariables()
    try folder.settle()
    let cohort = try Cohort(
      folder.firstRows(), outcome: folder.columns.outcome(eventValue: writing.eventValue))
    var reading = reading(cohort)
    reading.clinical = cohort.rows.compactMap { known[folder.members[$0].id] }
    return reading
  }

  private static func train(_ writing: Writing) throws -> Reading {
    var folder = try folder(writing, leavesOut: true)
    let outcomes = try CohortOutcomes(&folder, OutcomeCoding(eventValue: writing.eventValue))
    try folder.settle()
    let patients = folder.members.compactMap { outcomes.patients[$0.id] }
    return Reading(
      patients: folder.members.map(\.id), slides: folder.members.flatMap(\.slides).compactMap(\.path),
      outcomes: patients.map(\.outcome), clinical: patients.map(\.clinical))
  }

  private static func encode(_ writing: Writing) throws -> Reading {
    var folder = try folder(writing, leavesOut: false)
    let jobs = try folder.encodings(into: "/out", ending: "h5")
    try folder.settle()
    return Reading(patients: jobs.map(\.output), slides: jobs.map(\.slide))
  }

  private static func comparators(_ writing: Writing) throws -> Reading {
    let rows = try ClinicalTable.parse(bytes: writing.file).rows
    return Reading(patients: rows.map { $0.name ?? "" }, clinical: rows.map(\.clinical))
  }

  private static func add(_ writing: Writing) throws -> Reading {
    let cases = try Manifest.parse(bytes: writing.file).cases
    return Reading(
      patients: cases.map { $0.patient ?? "" }, slides: cases.flatMap(\.slides).map(\.path),
      clinical: cases.map(\.clinical))
  }

  // MARK: What they read

  @Test(
    "everybody reads the same patients, whoever wrote the table", arguments: writings.map(\.name), Consumer.allCases)
  func variant(name: String, consumer: Consumer) throws {
    let writing = try #require(Self.writings.first { $0.name == name }).writing
    #expect(try consumer.read(writing) == consumer.read(Writing()))
  }

  @Test("those who read the same columns of the plain table agree among each other")
  func consumers() throws {
    let readings = try Dictionary(uniqueKeysWithValues: Consumer.allCases.map { ($0, try $0.read(Writing())) })
    let all = (1...12).map { $0 < 10 ? "P0\($0)" : "P\($0)" }
    let followed = all.filter { $0 != "P07" }
    #expect(readings[.train]?.patients == followed && readings[.evaluateBundle]?.patients == followed)
    #expect(readings[.comparators]?.patients == all && readings[.add]?.patients == all)
    #expect(readings[.encode]?.patients == all.map { "/out/\($0).h5" })
    #expect(readings[.fit]?.patients == followed.filter { $0 != "P04" && $0 != "P09" })
    #expect(readings[.evaluate]?.patients == followed.filter { $0 != "P04" })
    #expect(readings[.train]?.outcomes == readings[.evaluateBundle]?.outcomes)
    #expect(readings[.train]?.clinical == readings[.evaluateBundle]?.clinical)
    #expect(readings[.add]?.clinical == readings[.comparators]?.clinical)
    #expect(readings[.train]?.outcomes.first == SurvivalTime(time: 1.25, event: false))
    #expect(readings[.train]?.outcomes.last == SurvivalTime(time: 12.25, event: true))
    let last = ClinicalVariables(
      age: 64.5, grade: 1, tumourSizeMM: 22, positiveNodes: 0, er: .positive, menopausal: .postmenopausal)
    #expect(readings[.add]?.clinical.last == last && readings[.train]?.clinical.last == last)
    #expect(readings[.fit]?.covariates.map(\.last) == [6.45, 0, 1, 1, 0])
  }

  @Test("one fault is one value, whoever meets it")
  func faults() throws {
    let thirdEvent = Self.writing { $0.change("event") { cell, row in row == 4 ? "2" : cell } }
    let third = TableProblem(line: 6, column: "event", value: "2", rule: .thirdEvent(event: "1", other: "0"))
    #expect(throws: CohortFailure.table(.problems([third]))) { try Self.cohort(thirdEvent) }
    var trained = try Self.folder(thirdEvent, leavesOut: true)
    _ = try CohortOutcomes(&trained, OutcomeCoding())
    #expect(trained.problems.all.contains(.cell(third)))
    let grade = Self.writing { $0.change("grade") { cell, row in row == 1 ? "II" : cell } }
    let second = TableProblem(line: 3, column: "grade", value: "II", rule: .wholeNumber(1...3))
    #expect(throws: TableFailure.problems([second])) { try ClinicalTable.parse(bytes: grade.file) }
    #expect(throws: TableFailure.problems([second])) { try Manifest.parse(bytes: grade.file) }
    var cohort = try Self.folder(grade, leavesOut: false)
    _ = cohort.clinicalVariables()
    #expect(cohort.problems.all == [.cell(second)])
  }
}
