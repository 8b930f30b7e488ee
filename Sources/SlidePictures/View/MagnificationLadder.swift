/// The steps from the whole slide to the scan's own magnification.
///
/// A magnification says how large things look: at 1x a screen pixel shows 10 um, as a 10 um/px image does, and a cell
/// column stands for 8 screen pixels, the usual width of a terminal's font.
public struct MagnificationLadder: Equatable, Sendable {
  /// Micrometres per level-0 px.
  public let mpp: Double

  /// The ladder of a scan of `mpp` micrometres per level-0 px.
  public init(mpp: Double) { self.mpp = mpp }

  /// Micrometres that a cell column shows at 1x.
  public static let micronsPerColumnAt1x = 80.0

  /// 40 for scans finer than 0.35 um/px, 20 for the others.
  public var highest: Double { mpp < 0.35 ? 40 : 20 }

  /// The magnifications behind the keys 2 to 6.
  public var steps: [Double] { (0..<5).map { highest / Double(1 << (4 - $0)) } }

  /// Level-0 px per cell column.
  public func pixelsPerColumn(at magnification: Double) -> Double {
    Self.micronsPerColumnAt1x / magnification / mpp
  }

  /// The magnification that `pixelsPerColumn` looks like.
  public func magnification(of pixelsPerColumn: Double) -> Double {
    Self.micronsPerColumnAt1x / (pixelsPerColumn * mpp)
  }

  /// The next step closer than `magnification`, up to twice the scan's own.
  public func closer(than magnification: Double) -> Double? {
    (steps + [highest * 2]).first { $0 > magnification * 1.01 }
  }

  /// The next step further away, `nil` where only the whole slide is.
  public func further(than magnification: Double) -> Double? {
    (steps + [highest * 2]).last { $0 < magnification * 0.99 }
  }
}
