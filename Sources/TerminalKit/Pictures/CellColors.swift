/// Which colours the two sides of a cell get, once the split is chosen.
public enum CellColors: Sendable {
  /// Halfway between the mean of the sRGB values and their quadratic mean, which is nearly that of the light: it keeps
  /// the perceived brightness of small dark nuclei.
  case balanced
  /// The sRGB values of least squared error.
  case leastSquares
}
