/// One nucleus as measured in a tile.
public struct Nucleus: Sendable, Hashable {
  /// Centroid across, px of the tile; the centre of the first pixel is 0.5.
  public var x: Double
  /// Centroid down, px of the tile.
  public var y: Double
  /// The nucleus's area in um2.
  public var areaUM2: Double
  /// Length of the outline, um (crack length times pi/4, unbiased over directions).
  public var perimeterUM: Double
  /// Eccentricity of the ellipse with the same second moments: 0 a circle, towards 1 a needle.
  public var eccentricity: Double
  /// Direction of the long axis, radians from the x axis, clockwise on the screen, -pi/2 to pi/2.
  public var orientation: Double
  /// Area over the area of the convex hull: 1 is convex, less is notched or lobed.
  public var solidity: Double
  /// Mean haematoxylin concentration: chromatin density; 1 is the slide's 99th percentile.
  public var meanHematoxylin: Double
  /// Standard deviation of haematoxylin within the nucleus: coarse or cleared chromatin is high.
  public var hematoxylinSD: Double
  /// Mean haematoxylin less that of the surrounding 1.5 um ring: how sharply the nucleus stands out.
  public var contrast: Double
  /// Whether the tile's edge cuts it: position counts, shape does not.
  public var touchesEdge: Bool

  /// Form factor `4 pi area / perimeter^2`: about 1 for a circle, less for an irregular outline.
  public var roundness: Double { 4 * .pi * areaUM2 / max(perimeterUM * perimeterUM, 1e-9) }
}
