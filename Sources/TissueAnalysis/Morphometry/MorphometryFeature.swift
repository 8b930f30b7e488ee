/// The features of a tile in the order of the vector; ``definition`` says what each is.
enum MorphometryFeature: Int, CaseIterable {
  case nuclearDensity, nuclearAreaShare
  case areaQ10, areaQ25, areaQ50, areaQ75, areaQ90, areaIQR, areaCV
  case eccentricityQ10, eccentricityQ50, eccentricityQ90, eccentricityIQR
  case solidityQ10, solidityQ50, solidityQ90, solidityIQR
  case chromatinQ10, chromatinQ25, chromatinQ50, chromatinQ75, chromatinQ90, chromatinIQR
  case textureQ10, textureQ50, textureQ90, textureIQR
  case contrastQ50, roundnessQ50
  case smallRoundDarkShare, smallRoundDarkDensity, spindleShare, largeShare, largeAreaShare
  case epithelioidDensity, epithelioidArea, epithelioidAreaCV, epithelioidTexture, epithelioidIrregularity
  case mitosisLikeDensity
  case neighbourMean, neighbourQ10, neighbourQ50, neighbourQ90, neighbourCV, neighbourRegularity
  case crowding, densityUnevenness, nuclearAlignment
  case stromaShare, cytoplasmShare, whiteShare, lumenShare, fatShare
  case hematoxylinMean, hematoxylinSD, eosinMean, eosinSD, cytoplasmBasophilia
  case stromaCoherence, stromaAlignment
  case haralickContrast, haralickCorrelation, haralickEnergy, haralickHomogeneity, haralickEntropy
}

/// The vector of one tile while it is filled in.
struct MorphometryVector {
  private(set) var values = [Float](repeating: 0, count: MorphometryFeature.allCases.count)

  /// Sets one feature; what is not finite becomes 0.
  subscript(feature: MorphometryFeature) -> Double {
    get { Double(values[feature.rawValue]) }
    set { values[feature.rawValue] = newValue.isFinite ? Float(newValue) : 0 }
  }
}
