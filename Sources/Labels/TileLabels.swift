import Basics
import Casework
import Microscopy

extension TileVerdict {
  /// As shown: `verified`.
  public var label: String {
    switch self {
    case .verified: "verified"
    case .questioned: "questioned"
    }
  }
}

extension [JudgedTile] {
  /// How many were said to be what: `3 tiles verified, 1 questioned`; `nil` where none were.
  public var phrase: String? {
    let counts = TileVerdict.allCases.compactMap { verdict -> (count: Int, label: String)? in
      let count = count { $0.verdict == verdict }
      return count == 0 ? nil : (count, verdict.label)
    }
    guard let first = counts.first else { return nil }
    let words = "\(first.count) \(first.count == 1 ? "tile" : "tiles") \(first.label)"
    return ([words] + counts.dropFirst().map { "\($0.count) \($0.label)" }).joined(separator: ", ")
  }
}

extension MeasureStanding {
  /// Where it stands, the training first: `median nuclear area 1.8 SD above the cohort, 2.1 above the case`.
  public func phrase(_ numbers: NumberText = .screen) -> String {
    let places = [Self.place(inCohort, "the cohort", numbers), Self.place(inCase, "the case", numbers)]
    let known = places.compactMap(\.self)
    guard let first = known.first else { return "\(label) the same in all tiles" }
    return (["\(label) \(first.size) SD \(first.side)"] + known.dropFirst().map { "\($0.size) \($0.side)" })
      .joined(separator: ", ")
  }

  private static func place(
    _ deviations: Double?, _ what: String, _ numbers: NumberText
  ) -> (size: String, side: String)? {
    guard let deviations, deviations.isFinite else { return nil }
    return (numbers.fixed(abs(deviations), digits: 1), "\(deviations < 0 ? "below" : "above") \(what)")
  }

  /// The measurement in words: `median nuclear area`; its own name where it has no words here.
  public var label: String { Self.words(of: name) }

  /// A measurement in words, by its name; the name where it has no words here.
  public static func words(of name: String) -> String { words[name] ?? name }

  /// Of the measurements of the morphometry encoder.
  private static let words: [String: String] = [
    "nuclear_density": "nuclear density", "nuclear_area_share": "area that nuclei cover",
    "area_q10": "area of the smallest nuclei", "area_q25": "area of the smaller nuclei",
    "area_q50": "median nuclear area", "area_q75": "area of the larger nuclei",
    "area_q90": "area of the largest nuclei", "area_iqr": "spread of nuclear area", "area_cv": "anisonucleosis",
    "eccentricity_q10": "elongation of the roundest nuclei", "eccentricity_q50": "median nuclear elongation",
    "eccentricity_q90": "elongation of the longest nuclei", "eccentricity_iqr": "spread of nuclear elongation",
    "solidity_q10": "solidity of the most notched nuclei", "solidity_q50": "median nuclear solidity",
    "solidity_q90": "solidity of the smoothest nuclei", "solidity_iqr": "spread of nuclear solidity",
    "chromatin_q10": "chromatin of the palest nuclei", "chromatin_q25": "chromatin of the paler nuclei",
    "chromatin_q50": "median chromatin density", "chromatin_q75": "chromatin of the darker nuclei",
    "chromatin_q90": "hyperchromasia", "chromatin_iqr": "spread of chromatin density",
    "chromatin_texture_q10": "coarseness of the finest chromatin",
    "chromatin_texture_q50": "median coarseness of chromatin",
    "chromatin_texture_q90": "coarseness of the coarsest chromatin",
    "chromatin_texture_iqr": "spread of chromatin coarseness",
    "nuclear_contrast_q50": "contrast of nuclei with their rim", "outline_roundness_q50": "roundness of outlines",
    "small_round_dark_share": "share of lymphocyte-like nuclei",
    "small_round_dark_density": "density of lymphocyte-like nuclei", "spindle_share": "share of spindle nuclei",
    "large_share": "share of large nuclei", "large_area_share": "nuclear area in large nuclei",
    "epithelioid_density": "density of epithelioid nuclei", "epithelioid_area": "area of epithelioid nuclei",
    "epithelioid_area_cv": "anisonucleosis of epithelioid nuclei",
    "epithelioid_texture": "chromatin coarseness of epithelioid nuclei",
    "epithelioid_irregularity": "irregular outlines of epithelioid nuclei",
    "mitosis_like_density": "density of mitosis-like figures",
    "neighbour_distance_mean": "mean distance between nuclei",
    "neighbour_distance_q10": "distance of the closest nuclei", "neighbour_distance_q50": "median distance of nuclei",
    "neighbour_distance_q90": "distance of the loneliest nuclei",
    "neighbour_distance_cv": "unevenness of nuclear distances", "neighbour_regularity": "even spacing of nuclei",
    "neighbours_within_25um": "crowding of nuclei", "density_unevenness": "patchiness of nuclei",
    "nuclear_alignment": "alignment of nuclei", "stroma_share": "share of stroma",
    "cytoplasm_share": "share of cytoplasm", "white_share": "share of white", "lumen_share": "share of lumina",
    "fat_share": "share of fat", "hematoxylin_mean": "mean haematoxylin", "hematoxylin_sd": "spread of haematoxylin",
    "eosin_mean": "mean eosin", "eosin_sd": "spread of eosin",
    "cytoplasm_basophilia": "basophilia outside of nuclei", "stroma_coherence": "parallel fibres nearby",
    "stroma_alignment": "parallel fibres across the tile", "haralick_contrast": "local contrast of haematoxylin",
    "haralick_correlation": "likeness of neighbouring pixels", "haralick_energy": "uniformity of haematoxylin",
    "haralick_homogeneity": "homogeneity of haematoxylin", "haralick_entropy": "disorder of haematoxylin",
  ]
}
