import Basics
import Microscopy
import TissueAnalysis

/// The measurements of tiles as columns with units in QuPath's manner: `area_q50 µm^2`.
struct MeasureColumns {
  /// The names with their units, in the order of the measurements.
  let names: [String]
  /// What stands where a tile has too few nuclei to measure it; `nil` where that cannot be.
  private let placeholders: [Float?]
  private let measures: TileMeasures
  private let density: Int?
  /// For each column those that are measured of the same nuclei, itself among them: `area_q10`, `area_q50` and so on.
  private let families: [[Int]]

  init(_ measures: TileMeasures) {
    let features = Dictionary(MorphometryEncoder.features.map { ($0.name, $0) }) { first, _ in first }
    self.measures = measures
    names = measures.names.map { name in
      let unit = features[name].map { Self.unit($0.unit) } ?? ""
      return unit.isEmpty ? name : "\(name) \(unit)"
    }
    let placeholders = measures.names.map { features[$0]?.valueWithoutNuclei }
    self.placeholders = placeholders
    let words = measures.names.map { $0.prefix { $0 != "_" } }
    let known = words.indices.filter { placeholders[$0] != nil }
    families = words.map { word in known.filter { words[$0] == word } }
    density = measures.names.firstIndex(of: Self.density)
  }

  /// What was measured of the tile in row `row`; `nil` where nothing was, or it is not a number.
  ///
  /// A share of no nuclei is stored as 0, as a share of many may be: the density of nuclei tells which it is. Of a tile
  /// with nuclei any other value may be what stands where nothing was measured, by chance: it is a measurement unless
  /// all that are measured of the same nuclei stand so.
  func value(_ column: Int, row: Int) -> Float? {
    let start = row * names.count
    let value = measures.values[start + column]
    guard value.isFinite else { return nil }
    guard value == placeholders[column] else { return value }
    guard density.map({ measures.values[start + $0] > 0 }) ?? true else { return nil }
    let isMeasured = value == 0 || families[column].contains { measures.values[start + $0] != placeholders[$0] }
    return isMeasured ? value : nil
  }

  /// The name of the measurement that says whether a tile has nuclei.
  private static let density = "nuclear_density"

  /// A unit of the encoder in QuPath's signs; none of pure numbers and of shares.
  private static func unit(_ unit: String) -> String {
    switch unit {
    case "1", "share": ""
    case "um": "µm"
    case "um2": "µm^2"
    case "per mm2": "per mm^2"
    case "levels2": "levels^2"
    default: unit
    }
  }
}
