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

  init(_ measures: TileMeasures) {
    let known = Dictionary(MorphometryEncoder.features.map { ($0.name, $0) }) { first, _ in first }
    self.measures = measures
    names = measures.names.map { name in
      let unit = known[name].map { Self.unit($0.unit) } ?? ""
      return unit.isEmpty ? name : "\(name) \(unit)"
    }
    placeholders = measures.names.map { known[$0]?.valueWithoutNuclei }
    density = measures.names.firstIndex(of: Self.density)
  }

  /// What was measured of the tile in row `row`; `nil` where nothing was, or it is not a number.
  ///
  /// A share of no nuclei is stored as 0, as a share of many may be: the density of nuclei tells which it is.
  func value(_ column: Int, row: Int) -> Float? {
    let start = row * names.count
    let value = measures.values[start + column]
    guard value.isFinite else { return nil }
    guard value == placeholders[column] else { return value }
    return value == 0 && density.map { measures.values[start + $0] > 0 } ?? true ? value : nil
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
