import Casework
import FeatureFiles
import Foundation
import Microscopy
import NeuralNetworks
import Prognosis
import SurvivalStatistics

/// A cohort on disk: cohort.csv with outcomes and clinical variables, slides beside it, features once they are encoded.
struct CohortFolder {
  let path: String
  let patients: [Patient]

  /// A row of cohort.csv.
  struct Patient {
    let id: String
    let slide: String
    let outcome: SurvivalTime
    let clinical: ClinicalVariables
  }

  /// Reads cohort.csv: patient, slide, time (years), event (1 metastasis, 0 censored), and the clinical columns of a
  /// manifest.
  init(path: String) throws {
    self.path = absolutePath(path)
    let table = try CSVFile(path: self.path + "/cohort.csv")
    patients = try table.rows.map { row in
      guard let time = row.number("time"), time > 0 else { throw row.problem("time", "a number of years above 0") }
      guard let event = row.number("event"), event == 0 || event == 1 else {
        throw row.problem("event", "1 for a metastasis, 0 for censored")
      }
      guard let id = row["patient"], let slide = row["slide"] else {
        throw row.problem("patient", "a patient and a slide")
      }
      return Patient(
        id: id, slide: slide, outcome: SurvivalTime(time: time, event: event == 1), clinical: try Self.clinical(row))
    }
  }

  static func clinical(_ row: CSVFile.Row) throws -> ClinicalVariables {
    let variables = ClinicalVariables(
      age: row.number("age"), grade: row.number("grade").map { Int($0) }, tumourSizeMM: row.number("tumour_size_mm"),
      positiveNodes: row.number("positive_nodes").map { Int($0) }, ki67: row.number("ki67"),
      er: row["er"].flatMap(ReceptorStatus.init), her2: row["her2"].flatMap(ReceptorStatus.init),
      menopausal: row["menopausal"].flatMap(MenopausalStatus.init))
    if let problem = variables.problems().first {
      throw row.problem(
        problem.variable.rawValue,
        "from \(problem.variable.possible.lowerBound) to "
          + "\(problem.variable.possible.upperBound)")
    }
    return variables
  }

  /// What `encode --cohort` does: each slide into a file named after its patient.
  func encodings(into folder: String) -> [SlideEncoding] {
    patients.map { patient in
      let truth = "\(path)/truth/\(patient.id).tiles.csv"
      return SlideEncoding(
        slide: "\(path)/\(patient.slide)", output: "\(folder)/\(patient.id).safetensors",
        truth: isFile(truth) ? truth : nil)
    }
  }

  /// The patients with their features, from `folder` as ``encodings(into:)`` filled it.
  func trainingPatients(features folder: String) throws -> [TrainingPatient] {
    try patients.map { patient in
      let file = try TileFeatures(path: "\(folder)/\(patient.id).safetensors")
      guard let bag = Bag(features: file.features, count: file.count, width: file.width) else {
        throw CommandFailure(.badData, "\(folder)/\(patient.id).safetensors has no tile; encode the slide again")
      }
      return TrainingPatient(
        id: patient.id, bag: bag, clinical: patient.clinical, outcome: patient.outcome,
        truth: file.labels.map { $0.map { $0 != 0 } })
    }
  }

  /// True log-hazards of the slides, where the cohort was simulated.
  func trueSlideLogHazards() throws -> [Double]? {
    guard isFile(path + "/truth.csv") else { return nil }
    let pairs = try CSVFile(path: path + "/truth.csv").rows.compactMap { row in
      row["patient"].flatMap { id in row.number("slide_log_hazard").map { (id, $0) } }
    }
    let hazards = Dictionary(pairs) { first, _ in first }
    let found = patients.compactMap { hazards[$0.id] }
    return found.count == patients.count ? found : nil
  }
}

/// What the tiles of a simulated slide truly hold.
struct TileTruthTable {
  private let highGrade: [TileSite: Double]

  /// From this share of the square on, a tile counts as high-grade tumour.
  static let share = 0.5

  init(path: String) throws {
    let rows = try CSVFile(path: path).rows
    highGrade = Dictionary(
      rows.compactMap { row in
        guard let x = row.number("x"), let y = row.number("y"), let side = row.number("side"),
          let share = row.number("high_grade")
        else { return nil }
        return (TileSite(x: Int(x), y: Int(y), side: Int(side)), share)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// 1 for tiles of high-grade tumour, 0 for the rest.
  func labels(of sites: [TileSite]) -> [UInt8] { sites.map { (highGrade[$0] ?? 0) >= Self.share ? 1 : 0 } }
}

/// A small CSV table by column names.
struct CSVFile {
  let rows: [Row]

  struct Row {
    fileprivate let path: String
    fileprivate let line: Int
    fileprivate let cells: [String: String]

    /// `nil` where the column is missing or blank.
    subscript(_ column: String) -> String? { cells[column].flatMap { $0.isEmpty ? nil : $0 } }

    func number(_ column: String) -> Double? { self[column].flatMap { Double($0) } }

    func problem(_ column: String, _ wanted: String) -> CommandFailure {
      CommandFailure(
        .badData, "\(path), line \(line), column \(column): \(wanted) is wanted, not «\(cells[column] ?? "")»")
    }
  }

  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.noInput, "\(path): there is no such file, or it may not be read")
    }
    let records: [DelimitedTable.Record]
    do {
      records = try DelimitedTable(String(decoding: data, as: UTF8.self)).records
    } catch {
      throw error.words(path: path)
    }
    guard let header = records.first else { throw CommandFailure(.badData, "\(path): the table is empty") }
    rows = records.dropFirst().map { record in
      Row(
        path: path, line: record.line,
        cells: Dictionary(zip(header.cells, record.cells)) { $1 })
    }
  }
}
