import Foundation
import SurvivalStatistics

/// The folder of reference data, which lies beside the checkout and may be absent.
enum Reference {
  static let why: String = "no reference folder: set COVERSLIP_REFERENCE to it"

  static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["COVERSLIP_REFERENCE"].map { URL(fileURLWithPath: $0) }
    return ([named].compactMap { $0 } + besideAncestors()).first {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("cohorts/gbsg.csv").path)
    }
  }()

  static var isPresent: Bool { folder != nil }

  private static func besideAncestors() -> [URL] {
    var directory = URL(fileURLWithPath: #filePath)
    var candidates: [URL] = []
    while directory.path != "/" {
      directory.deleteLastPathComponent()
      candidates.append(directory.appendingPathComponent("shared/reference"))
    }
    return candidates
  }

  struct Absent: Error {}

  /// The columns of a CSV file whose cells hold no separators.
  static func table(_ path: String) throws -> [String: [String]] {
    guard let folder else { throw Absent() }
    let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    let rows = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map { $0.filter { $0 != "\"" } }
    }
    guard let header = rows.first else { throw Absent() }
    return Dictionary(
      uniqueKeysWithValues: header.indices.map { column in (header[column], rows.dropFirst().map { $0[column] }) })
  }

  static func json<Value: Decodable>(_ path: String, as type: Value.Type) throws -> Value {
    guard let folder else { throw Absent() }
    return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appendingPathComponent(path)))
  }
}

/// Rotterdam or GBSG with the columns that the reference's Cox model uses.
struct BreastCohort {
  let times: [SurvivalTime]
  let covariates: [CoxCovariate]

  init(_ path: String) throws {
    let table = try Reference.table(path)
    func numbers(_ name: String) -> [Double] { (table[name] ?? []).compactMap(Double.init) }
    times = zip(numbers("time"), numbers("event")).map { SurvivalTime(time: $0, event: $1 == 1) }
    covariates = [
      CoxCovariate("age10", numbers("age").map { $0 / 10 }),
      CoxCovariate("size2", numbers("size_class").map { $0 == 2 ? 1 : 0 }),
      CoxCovariate("size3", numbers("size_class").map { $0 == 3 ? 1 : 0 }),
      CoxCovariate("grade3", numbers("grade3")),
      CoxCovariate("nodes_t", numbers("nodes").map { exp(-0.12 * $0) }),
      CoxCovariate("hormone", numbers("hormone")),
    ]
  }

  /// beta' x, with zero as the reference.
  func linearPredictors(_ coefficients: [Double]) -> [Double] {
    times.indices.map { subject in zip(coefficients, covariates).reduce(0) { $0 + $1.0 * $1.1.values[subject] } }
  }
}
