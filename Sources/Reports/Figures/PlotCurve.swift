/// A curve of a figure through its points.
public struct PlotCurve<Point: Hashable & Sendable>: Hashable, Sendable {
  /// The curve's name in the legend.
  public var name: String
  /// What the curve shows, which decides its colour.
  public var role: SeriesRole
  /// The points, from left to right.
  public var points: [Point]

  /// A curve through `points`.
  public init(_ name: String, _ role: SeriesRole, points: [Point]) {
    self.name = name
    self.role = role
    self.points = points
  }
}
