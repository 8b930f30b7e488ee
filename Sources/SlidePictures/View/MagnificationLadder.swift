/// The steps from the whole slide to the pixels of the scan.
///
/// A magnification says how large things look: at 1x a screen pixel shows 10 um, as a 10 um/px image does, and a cell
/// column stands for 8 screen pixels, the usual width of a terminal's font. How much is to be seen is another matter: a
/// cell tells few parts of the slide apart, its samples, so that the scan shows more until a sample is one of its
/// pixels.
public struct MagnificationLadder: Equatable, Sendable {
  /// Micrometres per level-0 px.
  public let mpp: Double
  /// Samples that a cell column tells apart: see ``PictureSymbols/samplesPerColumn(_:)``.
  public let samplesPerColumn: Double

  /// The ladder of a scan of `mpp` micrometres per level-0 px; default: one sample per cell column.
  public init(mpp: Double, samplesPerColumn: Double = 1) {
    self.mpp = mpp
    self.samplesPerColumn = samplesPerColumn
  }

  /// Micrometres that a cell column shows at 1x.
  public static let micronsPerColumnAt1x = 80.0
  /// Micrometres that a pixel of the screen shows at 1x.
  public static let micronsPerPixelAt1x = 10.0

  /// The power of the objective that scans so: 40 for scans finer than 0.35 um/px, 20 for the others.
  private var objective: Double { mpp < 0.35 ? 40 : 20 }

  /// The magnifications behind the keys 2 to 5, none beyond ``closest``.
  public var steps: [Double] { (0..<4).map { min(objective / Double(1 << (4 - $0)), closest) } }

  /// The magnification at which a sample shows one pixel of the scan; there is no more to be seen.
  public var closest: Double { magnification(of: samplesPerColumn) }

  /// From the lowest of the steps on, each twice the one before it; the last one is ``closest``.
  private var rungs: [Double] {
    var rungs: [Double] = []
    var next = objective / 16
    while next * 1.25 < closest {
      rungs.append(next)
      next *= 2
    }
    return rungs + [closest]
  }

  /// Level-0 px per cell column.
  public func pixelsPerColumn(at magnification: Double) -> Double {
    Self.micronsPerColumnAt1x / magnification / mpp
  }

  /// The magnification that `pixelsPerColumn` looks like.
  public func magnification(of pixelsPerColumn: Double) -> Double {
    Self.micronsPerColumnAt1x / (pixelsPerColumn * mpp)
  }

  /// Micrometres that the longer side of a sample shows where a cell column shows `pixelsPerColumn` level-0 px.
  public func micronsPerSample(at pixelsPerColumn: Double) -> Double { pixelsPerColumn * mpp / samplesPerColumn }

  /// The next step closer than `magnification`, up to ``closest``.
  public func closer(than magnification: Double) -> Double? {
    rungs.first { $0 > magnification * 1.01 }
  }

  /// The next step further away, `nil` where only the whole slide is.
  public func further(than magnification: Double) -> Double? {
    rungs.last { $0 < magnification * 0.99 }
  }

  /// Half a step closer, up to ``closest``: by the square root of 2, or to the step that is about as far.
  public func halfCloser(than magnification: Double) -> Double? {
    guard magnification < closest * 0.99 else { return nil }
    return min(near(magnification * 2.squareRoot()), closest)
  }

  /// Half a step further away: by the square root of 2, or to the step that is about as far; below the lowest step it
  /// goes on until the whole slide is shown.
  public func halfFurther(than magnification: Double) -> Double { near(magnification / 2.squareRoot()) }

  /// The step next to `wanted` where it is less than a quarter of one away.
  private func near(_ wanted: Double) -> Double {
    rungs.first { max($0 / wanted, wanted / $0) < Self.quarterStep } ?? wanted
  }

  /// The fourth root of 2, and a little less, so that a half step is never near two steps.
  private static let quarterStep = 1.18
}
