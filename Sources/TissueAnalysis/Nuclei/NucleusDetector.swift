import Basics
import Microscopy

/// Finds nuclei in an H&E tile and measures them.
///
/// Haematoxylin is smoothed (1 px) and thresholded half by Otsu's value of the tile, held within bounds, half by the
/// local mean; holes are filled, threads opened; the mask is split by a watershed on the smoothed Euclidean distance;
/// what is too small, too ragged or does not stand out from its surroundings is dropped.
public struct NucleusDetector: Sendable {
  let separation: StainSeparation
  let mpp: Double
  let tuning: NucleusTuning

  /// A detector for a slide of the given stains, on tiles of `mpp` um/px.
  public init(stains: StainVectors, mpp: Double = 0.5) {
    self.init(stains: stains, mpp: mpp, tuning: NucleusTuning())
  }

  init(stains: StainVectors, mpp: Double, tuning: NucleusTuning) {
    separation = StainSeparation(stains)
    self.mpp = mpp
    self.tuning = tuning
  }

  /// The nuclei of a tile of any size; the deepest of each cluster first, the same order each time.
  public func nuclei(in tile: RGBAImage) -> [Nucleus] {
    guard !tile.size.isEmpty else { return [] }
    let workspace = TileWorkspace(PlaneSize(width: tile.width, height: tile.height))
    return nuclei(in: tile, workspace)
  }

  /// The same, leaving the planes of stain in `workspace` and the nuclei, numbered 1... in their order, in its labels.
  func nuclei(in tile: RGBAImage, _ workspace: TileWorkspace) -> [Nucleus] {
    separation.separate(tile, hematoxylin: workspace.hematoxylin.values, eosin: workspace.eosin.values)
    findMask(workspace)
    let regions = split(workspace)
    return measure(regions, workspace)
  }

  /// Pixels of an area.
  private func pixels(um2: Double) -> Double { um2 / (mpp * mpp) }

  private func findMask(_ work: TileWorkspace) {
    let size = work.size
    let (smooth, local, mask) = (work.smooth.values, work.local.values, work.mask.values)
    Smoothing.binomial(work.hematoxylin.values, into: smooth, scratch: work.scratch.values, size)
    let radius = max(2, Int((tuning.localRadiusUM / mpp).rounded()))
    Smoothing.box(
      smooth, into: local, scratch: work.scratch.values, column: work.row.values, radius: radius, size)
    let tileShare = (1 - tuning.localShare) * otsu(work)
    for index in 0..<size.count {
      let threshold = max(tuning.floor, tileShare + tuning.localShare * (local[index] + tuning.localOffset))
      mask[index] = smooth[index] > threshold ? 1 : 0
    }
    Morphology.fillHoles(
      mask, smallerThan: Int(pixels(um2: tuning.holeUM2)), seen: work.bytes.values, stack: work.order.values, size)
    Morphology.open(mask, scratch: work.bytes.values, size)
  }

  /// Otsu's threshold of the smoothed haematoxylin, within its range.
  private func otsu(_ work: TileWorkspace) -> Float {
    let smooth = work.smooth.values
    let upper: Float = 1.6
    for bin in work.histogram.indices { work.histogram[bin] = 0 }
    work.histogram.withUnsafeMutableBufferPointer { histogram in
      let scale = Float(Threshold.bins) / upper
      for index in 0..<work.size.count {
        histogram[min(Threshold.bins - 1, Int(smooth[index] * scale))] += 1
      }
    }
    let value = Threshold.otsu(work.histogram, upper: upper) ?? tuning.otsuRange.upperBound
    return min(max(value, tuning.otsuRange.lowerBound), tuning.otsuRange.upperBound)
  }

  private func split(_ work: TileWorkspace) -> Int {
    let (mask, height) = (work.mask.values, work.height.values)
    DistanceTransform.euclidean(mask, into: work.local.values, squared: work.scratch.values, work.size)
    Smoothing.binomial(work.local.values, into: height, scratch: work.scratch.values, work.size)
    let rule = Watershed.Rule(
      prominence: tuning.prominenceUM / Float(mpp), saddleShare: tuning.saddleShare,
      pixels: Int32(pixels(um2: tuning.seedUM2)))
    return work.watershed.label(
      mask, height: height, into: work.labels.values, order: work.order.values, work.size, rule: rule)
  }

  private func measure(_ regions: Int, _ work: TileWorkspace) -> [Nucleus] {
    RegionSums.gather(work.labels.values, work.hematoxylin.values, regions: regions, into: &work.sums, work.size)
    let background = RegionRing.gather(
      work.labels.values, work.hematoxylin.values, steps: max(1, Int((1.5 / mpp).rounded())), into: &work.sums,
      owner: work.scratchLabels.values, queue: work.order.values, work.size)
    var nuclei: [Nucleus] = []
    work.numbers.removeAll(keepingCapacity: true)
    work.numbers.append(0)
    for label in stride(from: 1, through: regions, by: 1) {
      let nucleus = nucleus(label, work, background)
      if let nucleus { nuclei.append(nucleus) }
      work.numbers.append(nucleus == nil ? 0 : Int32(nuclei.count))
    }
    renumber(work)
    return nuclei
  }

  /// Takes the dropped regions out of the label plane.
  private func renumber(_ work: TileWorkspace) {
    let labels = work.labels.values
    work.numbers.withUnsafeBufferPointer { numbers in
      for index in 0..<work.size.count { labels[index] = numbers[Int(labels[index])] }
    }
  }

  /// The measured region, or `nil` where it is not a nucleus.
  private func nucleus(_ label: Int, _ work: TileWorkspace, _ background: Float) -> Nucleus? {
    let sums = work.sums[label]
    let area = Double(sums.count) * mpp * mpp
    guard area >= tuning.leastUM2, area <= tuning.mostUM2 else { return nil }
    let nucleus = Nucleus(
      sums, hullArea: hullArea(label, sums, work), background: background, mpp: mpp, size: work.size)
    let isNucleus = nucleus.contrast >= Double(tuning.contrast) && nucleus.solidity >= tuning.solidity
    return isNucleus ? nucleus : nil
  }

  private func hullArea(_ label: Int, _ sums: RegionSums, _ work: TileWorkspace) -> Double {
    let (labels, width) = (work.labels.values, work.size.width)
    let (left, right) = (work.left.values, work.right.values)
    for y in Int(sums.top)...Int(sums.bottom) {
      let row = y - Int(sums.top)
      var (first, last) = (Int(sums.left), Int(sums.right))
      while labels[y * width + first] != Int32(label) { first += 1 }
      while labels[y * width + last] != Int32(label) { last -= 1 }
      (left[row], right[row]) = (Int32(first), Int32(last))
    }
    return ConvexHull.area(
      left: left, right: right, rows: Int(sums.bottom - sums.top) + 1, chain: work.chain.values)
  }
}
