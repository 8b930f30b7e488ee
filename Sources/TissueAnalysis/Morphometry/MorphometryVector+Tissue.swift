import Basics
import Microscopy

extension MorphometryVector {
  /// Stain, tissue shares, fibres and texture of a tile whose planes are in `work`.
  mutating func describeTissue(_ tile: RGBAImage, _ work: TileWorkspace, mpp: Double) {
    let size = work.size
    describeStains(work)
    work.cooccurrence.count(work.hematoxylin.values, quantised: work.bytes.values, size)
    describeTexture(work.cooccurrence.haralick())
    let spaces = WhiteSpaces(tile, work, mpp: mpp)
    let pixels = Double(size.count)
    self[.whiteShare] = spaces.white / pixels
    self[.lumenShare] = spaces.lumen / pixels
    self[.fatShare] = spaces.fat / pixels
    describeStroma(work)
  }

  private mutating func describeStains(_ work: TileWorkspace) {
    let (hematoxylin, eosin) = (work.hematoxylin.values, work.eosin.values)
    let (meanH, deviationH) = Self.moments(hematoxylin)
    let (meanE, deviationE) = Self.moments(eosin)
    self[.hematoxylinMean] = meanH
    self[.hematoxylinSD] = deviationH
    self[.eosinMean] = meanE
    self[.eosinSD] = deviationE
  }

  /// Mean and standard deviation; eight sums at a time, which vectorises and keeps Float exact enough.
  private static func moments(_ plane: Pixels<Float>) -> (mean: Double, deviation: Double) {
    var (sum, squares) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    let whole = plane.count / 8 * 8
    for index in stride(from: 0, to: whole, by: 8) {
      var values = SIMD8<Float>()
      for lane in 0..<8 { values[lane] = plane[index + lane] }
      sum += values
      squares += values * values
    }
    var (total, totalSquares) = (Double(sum.sum()), Double(squares.sum()))
    for index in whole..<plane.count {
      total += Double(plane[index])
      totalSquares += Double(plane[index]) * Double(plane[index])
    }
    let mean = total / Double(plane.count)
    return (mean, max(0, totalSquares / Double(plane.count) - mean * mean).squareRoot())
  }

  private mutating func describeTexture(_ texture: Haralick) {
    self[.haralickContrast] = texture.contrast
    self[.haralickCorrelation] = texture.correlation
    self[.haralickEnergy] = texture.energy
    self[.haralickHomogeneity] = texture.homogeneity
    self[.haralickEntropy] = texture.entropy
  }

  /// Shares of stroma and cytoplasm and the fibres; expects the white spaces in `scratchLabels`.
  private mutating func describeStroma(_ work: TileWorkspace) {
    let size = work.size
    let (eosin, stroma) = (work.local.values, work.height.values)
    Smoothing.binomial(work.eosin.values, into: eosin, scratch: work.scratch.values, size)
    let (smooth, labels, white) = (work.smooth.values, work.labels.values, work.scratchLabels.values)
    var (stromaSum, outside, basophilia): (Float, Float, Float) = (0, 0, 0)
    for index in 0..<size.count {
      let open: Float = labels[index] == 0 && white[index] == 0 ? 1 : 0
      // Stroma where eosin exceeds haematoxylin by 0.3 of the slide's maxima, over a ramp of 0.3.
      let share = open * min(1, max(0, (eosin[index] - smooth[index] - 0.15) * (1 / 0.3)))
      stroma[index] = share
      stromaSum += share
      outside += open
      basophilia += open * smooth[index]
    }
    let pixels = Double(size.count)
    self[.stromaShare] = Double(stromaSum) / pixels
    self[.cytoplasmShare] = Double(outside - stromaSum) / pixels
    self[.cytoplasmBasophilia] = outside > 0 ? Double(basophilia / outside) : 0
    let fibres = FibreDirections(eosin: eosin, stroma: stroma, size)
    self[.stromaCoherence] = fibres.coherence
    self[.stromaAlignment] = fibres.alignment
  }
}
