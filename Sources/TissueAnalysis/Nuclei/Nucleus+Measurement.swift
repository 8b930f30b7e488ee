import Foundation

extension Nucleus {
  /// From the sums of a region of `hullArea` px; `background` stands in where other nuclei leave no ring.
  init(_ sums: RegionSums, hullArea: Double, background: Float, mpp: Double, size: PlaneSize) {
    let count = Double(sums.count)
    let (meanX, meanY) = (Double(sums.sumX) / count, Double(sums.sumY) / count)
    let ellipse = MomentEllipse(
      xx: Double(sums.sumXX) / count - meanX * meanX, xy: Double(sums.sumXY) / count - meanX * meanY,
      yy: Double(sums.sumYY) / count - meanY * meanY)
    let density = Double(sums.density) / count
    let ring = sums.ringCount > 0 ? Double(sums.ring) / Double(sums.ringCount) : Double(background)
    self.init(
      x: meanX + 0.5, y: meanY + 0.5, areaUM2: count * mpp * mpp,
      perimeterUM: Double(sums.cracks) * mpp * .pi / 4, eccentricity: ellipse.eccentricity,
      orientation: ellipse.orientation, solidity: count / hullArea, meanHematoxylin: density,
      hematoxylinSD: max(0, Double(sums.densitySquared) / count - density * density).squareRoot(),
      contrast: density - ring,
      touchesEdge: sums.touchesEdge(size))
  }
}

/// The ellipse with the second moments of a region of square pixels.
struct MomentEllipse {
  let eccentricity: Double
  /// Direction of the long axis, radians from the x axis.
  let orientation: Double

  /// Central moments in px^2 of the pixel centres; a pixel's own extent adds 1/12 along each axis.
  init(xx: Double, xy: Double, yy: Double) {
    let (xx, yy) = (xx + 1.0 / 12, yy + 1.0 / 12)
    let spread = ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot()
    let (long, short) = ((xx + yy) / 2 + spread, max(0, (xx + yy) / 2 - spread))
    eccentricity = max(0, 1 - short / long).squareRoot()
    orientation = atan2(2 * xy, xx - yy) / 2
  }
}
