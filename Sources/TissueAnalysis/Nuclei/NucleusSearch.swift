import Basics
import Microscopy

/// Finds the nuclei of a part of a slide, tile by tile, as ``NucleusDetector`` finds them at 0.5 um/px.
///
/// Each tile has its own threshold, so that a part that is cut otherwise may have a few nuclei more or fewer; the same
/// part has the same ones.
public struct NucleusSearch: Sendable {
  private let detector: NucleusDetector
  private let mpp: MicronsPerPixel

  /// The scale of the tiles, um/px.
  public static let scale = 0.5
  /// Side of what a tile counts, px: 256 um.
  private static let core = 512
  /// What it sees beyond that on each side, px: 24 um, more than a nucleus and the window of the local mean take.
  private static let margin = 48

  /// A search on a slide of these stains, whose level-0 px have this size.
  public init(stains: StainVectors, mpp: MicronsPerPixel) {
    detector = NucleusDetector(stains: stains, mpp: Self.scale)
    self.mpp = mpp
  }

  /// The middles, level-0 px, of the nuclei whose middle lies in `region`, level-0 px: tiles row after row.
  ///
  /// - Throws: the first failure of reading the slide: of what cannot be read nothing is counted.
  public func middles(in region: SlideRegion, of slide: some SlideSource) throws(SlideReadFailure) -> [RegionPoint] {
    let (across, down) = (Self.scale / mpp.x, Self.scale / mpp.y)
    let (columns, rows) = (region.width / across, region.height / down)
    var found: [RegionPoint] = []
    for top in stride(from: 0, to: rows, by: Double(Self.core)) {
      for left in stride(from: 0, to: columns, by: Double(Self.core)) {
        let size = (min(Double(Self.core), columns - left), min(Double(Self.core), rows - top))
        let margin = Double(Self.margin)
        let output = PixelSize(
          width: Int(size.0.rounded(.up)) + 2 * Self.margin, height: Int(size.1.rounded(.up)) + 2 * Self.margin)
        let seen = SlideRegion(
          x: region.x + (left - margin) * across, y: region.y + (top - margin) * down,
          width: Double(output.width) * across, height: Double(output.height) * down)
        for nucleus in detector.nuclei(in: try slide.read(seen, output: output)) {
          let (x, y) = (nucleus.x - margin, nucleus.y - margin)
          guard x >= 0, y >= 0, x < size.0, y < size.1 else { continue }
          found.append(RegionPoint(x: region.x + (left + x) * across, y: region.y + (top + y) * down))
        }
      }
    }
    return found
  }
}
