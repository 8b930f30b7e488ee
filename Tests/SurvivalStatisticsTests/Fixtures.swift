import Foundation
import SurvivalStatistics

/// Data sets and what R computes of them: `Fixtures/r_survival.R` made both.
enum Fixtures {
  struct Absent: Error {}

  private static func url(_ name: String) throws -> URL {
    guard let folder = Bundle.module.url(forResource: "Fixtures", withExtension: nil) else { throw Absent() }
    return folder.appendingPathComponent(name)
  }

  /// The columns of a CSV file without quotes.
  static func table(_ name: String) throws -> [String: [String]] {
    let rows = try String(contentsOf: url(name), encoding: .utf8).split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = rows.first else { throw Absent() }
    return Dictionary(
      uniqueKeysWithValues: header.indices.map { column in (header[column], rows.dropFirst().map { $0[column] }) })
  }

  static let r = Result { try JSONDecoder().decode(RSurvival.self, from: Data(contentsOf: url("r_survival.json"))) }
}

/// `r_survival.json`. `null` is R's NA.
struct RSurvival: Decodable {
  struct Fit: Decodable {
    let coef, se, loglik, score, wald, lr, z, p, lower, upper, concordance: [Double]
    /// chi-squared of each term, then of all.
    let zph: [String: [Double]]
  }
  struct LogRank: Decodable { let observed, expected, chisq: [Double] }
  struct Hazard: Decodable { let cumhaz, se: [Double] }
  struct Calibration: Decodable { let slope, ici, e50, e90, emax, oe, events: [Double] }

  let lung, lung_breslow, veteran, gbsg2: Fit
  let lung_ridge10: [String: [Double]]
  let lung_logrank_sex, veteran_logrank_celltype: LogRank
  /// Estimate, lower, upper; for two groups alternating.
  let lung_medians, half, half_then_less: [String: [Double?]]
  /// c and its standard error.
  let veteran_uno, gbsg2_uno: [String: [Double]]
  let calibration: Calibration
  let net_benefit: [Double]
  let nelson_aalen, fleming_harrington: Hazard
  let pchisq, qnorm, pnorm: [Double]
}

/// Times and columns of one of the data sets.
struct Dataset {
  let times: [SurvivalTime]
  let covariates: [CoxCovariate]

  func column(_ name: String) -> [Double] { covariates.first { $0.name == name }?.values ?? [] }

  /// `event`: the code of the event.
  private init(
    _ file: String, time: String, event: String, keep: (Int, [String: [String]]) -> Bool = { _, _ in true },
    _ columns: [(String, (Int, [String: [String]]) -> Double)]
  ) throws {
    let table = try Fixtures.table(file)
    let rows = (table[time] ?? []).indices.filter { keep($0, table) }
    times = rows.map { row in
      SurvivalTime(time: Double(table[time]?[row] ?? "") ?? .nan, event: table["status"]?[row] == event)
    }
    covariates = columns.map { name, value in CoxCovariate(name, rows.map { value($0, table) }) }
  }

  private static func number(_ name: String) -> (String, (Int, [String: [String]]) -> Double) {
    (name, { Double($1[name]?[$0] ?? "") ?? .nan })
  }

  private static func indicator(_ name: String, _ value: String) -> (String, (Int, [String: [String]]) -> Double) {
    (value, { $1[name]?[$0] == value ? 1 : 0 })
  }

  /// The 227 patients whose performance status is known.
  static func lung() throws -> Dataset {
    try Dataset(
      "lung.csv", time: "time", event: "2", keep: { $1["ph.ecog"]?[$0] != "NA" },
      [number("age"), number("sex"), number("ph.ecog")])
  }

  /// All 228.
  static func wholeLung() throws -> Dataset { try Dataset("lung.csv", time: "time", event: "2", [number("sex")]) }

  static func veteran() throws -> Dataset {
    try Dataset(
      "veteran.csv", time: "time", event: "1",
      [
        number("trt"), indicator("celltype", "smallcell"), indicator("celltype", "adeno"),
        indicator("celltype", "large"), number("karno"), number("diagtime"), number("age"), number("prior"),
      ])
  }

  static func gbsg2() throws -> Dataset {
    try Dataset(
      "gbsg2.csv", time: "rfstime", event: "1",
      [
        number("hormon"), number("age"), number("meno"), number("size"), indicator("grade", "2"),
        indicator("grade", "3"), number("nodes"), number("pgr"), number("er"),
      ])
  }
}
