import Microscopy

/// Finds nuclei in an H&E tile and measures them.
public struct NucleusDetector: Sendable {
  private let separation: StainSeparation
  private let mpp: Double

  /// A detector for a slide of the given stains, on tiles of `mpp` um/px.
  public init(stains: StainVectors, mpp: Double = 0.5) {
    separation = StainSeparation(stains)
    self.mpp = mpp
  }

  /// The nuclei of a tile of any size, in raster order of their first pixel.
  public func nuclei(in tile: RGBAImage) -> [Nucleus] { [] }
}
