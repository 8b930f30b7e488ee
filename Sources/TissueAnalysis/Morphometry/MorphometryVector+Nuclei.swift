extension MorphometryVector {
  /// Density, area, shape and chromatin over the nuclei of a tile of `tileMM2`.
  mutating func describe(_ nuclei: [Nucleus], tileMM2: Double) {
    self[.nuclearDensity] = Double(nuclei.count) / tileMM2
    self[.nuclearAreaShare] = nuclei.reduce(0) { $0 + $1.areaUM2 } / (tileMM2 * 1e6)
    let whole = nuclei.filter { !$0.touchesEdge }
    let measured = whole.isEmpty ? nuclei : whole
    let area = Distribution(measured.lazy.map(\.areaUM2))
    fill([.areaQ10: 0.1, .areaQ25: 0.25, .areaQ50: 0.5, .areaQ75: 0.75, .areaQ90: 0.9], spread: .areaIQR, area)
    set(.areaCV, area.coefficientOfVariation)
    fill(
      [.eccentricityQ10: 0.1, .eccentricityQ50: 0.5, .eccentricityQ90: 0.9], spread: .eccentricityIQR,
      Distribution(measured.lazy.map(\.eccentricity)))
    fill(
      [.solidityQ10: 0.1, .solidityQ50: 0.5, .solidityQ90: 0.9], spread: .solidityIQR,
      Distribution(measured.lazy.map(\.solidity)))
    describeChromatin(measured)
    describeKinds(nuclei, tileMM2: tileMM2)
  }

  private mutating func describeChromatin(_ nuclei: [Nucleus]) {
    fill(
      [.chromatinQ10: 0.1, .chromatinQ25: 0.25, .chromatinQ50: 0.5, .chromatinQ75: 0.75, .chromatinQ90: 0.9],
      spread: .chromatinIQR, Distribution(nuclei.lazy.map(\.meanHematoxylin)))
    fill(
      [.textureQ10: 0.1, .textureQ50: 0.5, .textureQ90: 0.9], spread: .textureIQR,
      Distribution(nuclei.lazy.map(\.hematoxylinSD)))
    set(.contrastQ50, Distribution(nuclei.lazy.map(\.contrast)).quantile(0.5))
    set(.roundnessQ50, Distribution(nuclei.lazy.map(\.roundness)).quantile(0.5))
  }

  /// Shares and means weighted by how much each nucleus is of a kind.
  private mutating func describeKinds(_ nuclei: [Nucleus], tileMM2: Double) {
    var (dark, spindle, large, mitosis) = (0.0, 0.0, 0.0, 0.0)
    var (area, largeArea) = (0.0, 0.0)
    var epithelioid = WeightedNuclei()
    for nucleus in nuclei {
      let kind = NucleusKind(nucleus)
      dark += kind.smallRoundDark
      spindle += kind.spindle
      large += kind.large
      mitosis += nucleus.touchesEdge ? 0 : kind.mitosisLike
      area += nucleus.areaUM2
      largeArea += kind.large * nucleus.areaUM2
      epithelioid.add(nucleus, weight: kind.epithelioid)
    }
    let count = Double(nuclei.count)
    set(.smallRoundDarkShare, nuclei.isEmpty ? nil : dark / count)
    set(.spindleShare, nuclei.isEmpty ? nil : spindle / count)
    set(.largeShare, nuclei.isEmpty ? nil : large / count)
    set(.largeAreaShare, area > 0 ? largeArea / area : nil)
    self[.smallRoundDarkDensity] = dark / tileMM2
    self[.mitosisLikeDensity] = mitosis / tileMM2
    describe(epithelioid, tileMM2: tileMM2)
  }

  private mutating func describe(_ nuclei: WeightedNuclei, tileMM2: Double) {
    self[.epithelioidDensity] = nuclei.weight / tileMM2
    set(.epithelioidArea, nuclei.mean(nuclei.area))
    set(.epithelioidAreaCV, nuclei.areaCV)
    set(.epithelioidTexture, nuclei.mean(nuclei.texture))
    set(.epithelioidIrregularity, nuclei.mean(nuclei.irregularity))
  }

  /// Sets quantiles and the spread of a distribution.
  private mutating func fill(
    _ shares: KeyValuePairs<MorphometryFeature, Double>, spread: MorphometryFeature, _ distribution: Distribution
  ) {
    for (feature, share) in shares { set(feature, distribution.quantile(share)) }
    set(spread, distribution.interquartileRange)
  }

  /// Sets a feature, to its value without nuclei where it could not be measured.
  mutating func set(_ feature: MorphometryFeature, _ value: Double?) {
    self[feature] = value ?? Double(Self.empty[feature.rawValue])
  }

  private static let empty = MorphometryFeature.allCases.map { $0.definition.valueWithoutNuclei ?? 0 }
}

/// Sums over nuclei that count by weight.
private struct WeightedNuclei {
  private(set) var weight = 0.0
  private(set) var area = 0.0
  private(set) var areaSquared = 0.0
  private(set) var texture = 0.0
  private(set) var irregularity = 0.0

  /// Below the weight of half a nucleus there is no mean.
  private var isEmpty: Bool { weight < 0.5 }

  mutating func add(_ nucleus: Nucleus, weight share: Double) {
    weight += share
    area += share * nucleus.areaUM2
    areaSquared += share * nucleus.areaUM2 * nucleus.areaUM2
    texture += share * nucleus.hematoxylinSD
    irregularity += share * (1 - nucleus.solidity)
  }

  func mean(_ sum: Double) -> Double? { isEmpty ? nil : sum / weight }

  var areaCV: Double? {
    guard let mean = mean(area) else { return nil }
    return max(0, areaSquared / weight - mean * mean).squareRoot() / mean
  }
}
