// One entry per feature, in the order of the vector: longer than a file should be because it is a table.
extension MorphometryFeature {
  /// Name, unit and meaning. Quantiles are over the nuclei that the tile's edge does not cut, over all where it cuts
  /// all. "Relative" concentrations have the slide's 99th percentile as 1.
  var definition: FeatureDefinition {
    switch self {
    case .nuclearDensity: of("nuclear_density", "per mm2", "Nuclei per square millimetre of tile.")
    case .nuclearAreaShare: of("nuclear_area_share", "share", "Share of the tile that nuclei cover.")
    case .areaQ10: of("area_q10", "um2", "Nuclear area that one nucleus in ten stays below.", empty: 20)
    case .areaQ25: of("area_q25", "um2", "Nuclear area that a quarter of the nuclei stays below.", empty: 26)
    case .areaQ50: of("area_q50", "um2", "Median nuclear area.", empty: 35)
    case .areaQ75: of("area_q75", "um2", "Nuclear area that a quarter of the nuclei exceeds.", empty: 45)
    case .areaQ90: of("area_q90", "um2", "Nuclear area that one nucleus in ten exceeds.", empty: 55)
    case .areaIQR: of("area_iqr", "um2", "Spread of nuclear area, upper less lower quartile.", empty: 19)
    case .areaCV: of("area_cv", "1", "Anisonucleosis: standard deviation of nuclear area over its mean.", empty: 0.4)
    case .eccentricityQ10:
      of(
        "eccentricity_q10", "1",
        "Eccentricity that one nucleus in ten stays below; 0 is a circle, near 1 a needle.", empty: 0.5)
    case .eccentricityQ50: of("eccentricity_q50", "1", "Median nuclear eccentricity.", empty: 0.75)
    case .eccentricityQ90: of("eccentricity_q90", "1", "Eccentricity that one nucleus in ten exceeds.", empty: 0.9)
    case .eccentricityIQR:
      of("eccentricity_iqr", "1", "Spread of nuclear eccentricity, upper less lower quartile.", empty: 0.2)
    case .solidityQ10:
      of(
        "solidity_q10", "1",
        "Solidity that one nucleus in ten stays below; 1 is convex, less is notched or lobed.", empty: 0.8)
    case .solidityQ50: of("solidity_q50", "1", "Median nuclear solidity.", empty: 0.88)
    case .solidityQ90: of("solidity_q90", "1", "Solidity that one nucleus in ten exceeds.", empty: 0.92)
    case .solidityIQR: of("solidity_iqr", "1", "Spread of nuclear solidity, upper less lower quartile.", empty: 0.07)
    case .chromatinQ10:
      of(
        "chromatin_q10", "relative H",
        "Chromatin density (mean haematoxylin) that one nucleus in ten stays below.", empty: 0.4)
    case .chromatinQ25:
      of("chromatin_q25", "relative H", "Chromatin density that a quarter of the nuclei stays below.", empty: 0.48)
    case .chromatinQ50: of("chromatin_q50", "relative H", "Median chromatin density of the nuclei.", empty: 0.55)
    case .chromatinQ75:
      of("chromatin_q75", "relative H", "Chromatin density that a quarter of the nuclei exceeds.", empty: 0.63)
    case .chromatinQ90:
      of(
        "chromatin_q90", "relative H",
        "Chromatin density that one nucleus in ten exceeds: hyperchromasia.", empty: 0.7)
    case .chromatinIQR:
      of(
        "chromatin_iqr", "relative H",
        "Spread of chromatin density between nuclei, upper less lower quartile.", empty: 0.15)
    case .textureQ10:
      of(
        "chromatin_texture_q10", "relative H",
        "Coarseness of chromatin (standard deviation of haematoxylin within the nucleus) that one "
          + "nucleus in ten stays below.", empty: 0.1)
    case .textureQ50: of("chromatin_texture_q50", "relative H", "Median coarseness of chromatin.", empty: 0.15)
    case .textureQ90:
      of("chromatin_texture_q90", "relative H", "Coarseness of chromatin that one nucleus in ten exceeds.", empty: 0.2)
    case .textureIQR:
      of(
        "chromatin_texture_iqr", "relative H",
        "Spread of the coarseness of chromatin, upper less lower quartile.", empty: 0.05)
    case .contrastQ50:
      of(
        "nuclear_contrast_q50", "relative H",
        "Median of how much darker a nucleus is than the 1.5 um around it.", empty: 0.3)
    case .roundnessQ50:
      of(
        "outline_roundness_q50", "1",
        "Median form factor, 4 pi area over perimeter squared: 1 is a smooth circle.", empty: 0.7)
    case .smallRoundDarkShare:
      of("small_round_dark_share", "share", "Share of small, round, dark nuclei, as lymphocytes have.", empty: 0)
    case .smallRoundDarkDensity:
      of(
        "small_round_dark_density", "per mm2",
        "Small, round, dark nuclei per square millimetre: lymphocyte infiltrate.")
    case .spindleShare:
      of(
        "spindle_share", "share",
        "Share of elongated nuclei (eccentricity about 0.92 and above), as fibroblasts and endothelium have.", empty: 0)
    case .largeShare: of("large_share", "share", "Share of large nuclei (about 70 um2 and above).", empty: 0)
    case .largeAreaShare:
      of("large_area_share", "share", "Share of all nuclear area that lies in large nuclei.", empty: 0)
    case .epithelioidDensity:
      of(
        "epithelioid_density", "per mm2",
        "Nuclei per square millimetre that are neither lymphocyte-like nor elongated.")
    case .epithelioidArea:
      of(
        "epithelioid_area", "um2",
        "Mean area of the nuclei that are neither lymphocyte-like nor elongated.", empty: 35)
    case .epithelioidAreaCV:
      of(
        "epithelioid_area_cv", "1",
        "Anisonucleosis of those nuclei: standard deviation of area over mean.", empty: 0.35)
    case .epithelioidTexture:
      of("epithelioid_texture", "relative H", "Mean coarseness of chromatin of those nuclei.", empty: 0.15)
    case .epithelioidIrregularity:
      of(
        "epithelioid_irregularity", "1",
        "Mean of 1 less solidity of those nuclei: irregular, notched outlines.", empty: 0.12)
    case .mitosisLikeDensity:
      of(
        "mitosis_like_density", "per mm2",
        "Very dark, compact figures per square millimetre that are elongated or irregular: "
          + "mitoses (and pyknotic nuclei).")
    case .neighbourMean: of("neighbour_distance_mean", "um", "Mean distance from a nucleus to the next one.", empty: 14)
    case .neighbourQ10:
      of("neighbour_distance_q10", "um", "Distance to the next nucleus that one nucleus in ten stays below.", empty: 7)
    case .neighbourQ50: of("neighbour_distance_q50", "um", "Median distance to the next nucleus.", empty: 12)
    case .neighbourQ90:
      of("neighbour_distance_q90", "um", "Distance to the next nucleus that one nucleus in ten exceeds.", empty: 22)
    case .neighbourCV:
      of(
        "neighbour_distance_cv", "1",
        "Standard deviation of the distance to the next nucleus over its mean.", empty: 0.4)
    case .neighbourRegularity:
      of(
        "neighbour_regularity", "1",
        "Mean distance to the next nucleus over that of as many scattered at random (Clark and "
          + "Evans 1954): below 1 clustered, above 1 evenly spaced.", empty: 1)
    case .crowding:
      of("neighbours_within_25um", "nuclei", "Mean number of other nuclei within 25 um of a nucleus.", empty: 0)
    case .densityUnevenness:
      of(
        "density_unevenness", "1",
        "Variance over mean of the nuclear counts in 16 squares of the tile: 1 is random, more is patchy.", empty: 1)
    case .nuclearAlignment:
      of(
        "nuclear_alignment", "1",
        "How much the long axes of nuclei run the same way: 1 all parallel, about 0 any way.", empty: 0)
    case .stromaShare:
      of("stroma_share", "share", "Share of the tile that is stroma: eosinophilic, neither nucleus nor white.")
    case .cytoplasmShare:
      of(
        "cytoplasm_share", "share",
        "Share of the tile that is neither stroma, nucleus nor white: cytoplasm, mucin, necrosis.")
    case .whiteShare: of("white_share", "share", "Share of the tile that is white: lumina, fat, clefts, glass.")
    case .lumenShare:
      of("lumen_share", "share", "Share of the tile in white spaces of 40 um2 and more whose rim is rich in nuclei.")
    case .fatShare:
      of(
        "fat_share", "share",
        "Share of the tile in white spaces of about 300 um2 and more whose rim is poor in nuclei.")
    case .hematoxylinMean: of("hematoxylin_mean", "relative H", "Mean haematoxylin over the tile.")
    case .hematoxylinSD: of("hematoxylin_sd", "relative H", "Standard deviation of haematoxylin over the tile.")
    case .eosinMean: of("eosin_mean", "relative E", "Mean eosin over the tile.")
    case .eosinSD: of("eosin_sd", "relative E", "Standard deviation of eosin over the tile.")
    case .cytoplasmBasophilia:
      of(
        "cytoplasm_basophilia", "relative H",
        "Mean haematoxylin outside nuclei and white; 0 where there is nothing but those.")
    case .stromaCoherence:
      of(
        "stroma_coherence", "1",
        "How parallel the fibres run within 8 um, mean over stroma: 1 parallel, 0 any way or no stroma.")
    case .stromaAlignment:
      of(
        "stroma_alignment", "1",
        "How parallel the fibres run across the whole tile: 1 parallel, 0 any way or no stroma.")
    case .haralickContrast:
      of(
        "haralick_contrast", "levels2",
        "Haralick contrast of haematoxylin in 16 levels at 0.5 and 1 um: local variation.")
    case .haralickCorrelation:
      of(
        "haralick_correlation", "1",
        "Haralick correlation of haematoxylin: how alike neighbouring pixels are; 0 where the tile is of one level.")
    case .haralickEnergy:
      of("haralick_energy", "1", "Haralick energy (angular second moment) of haematoxylin: 1 is uniform.")
    case .haralickHomogeneity:
      of(
        "haralick_homogeneity", "1",
        "Haralick homogeneity of haematoxylin: 1 where neighbouring pixels are the same level.")
    case .haralickEntropy:
      of("haralick_entropy", "bit", "Haralick entropy of haematoxylin: disorder of neighbouring levels.")
    }
  }

  private func of(_ name: String, _ unit: String, _ definition: String, empty: Float? = nil) -> FeatureDefinition {
    FeatureDefinition(name: name, unit: unit, definition: definition, valueWithoutNuclei: empty)
  }
}
