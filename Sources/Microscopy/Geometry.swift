import Basics

/// A rectangle in level-0 pixels, the frame of every coordinate that leaves this module.
public struct SlideRegion: Hashable, Sendable, Codable {
  /// Left edge, level-0 px.
  public var x: Double
  /// Upper edge, level-0 px.
  public var y: Double
  /// Width, level-0 px.
  public var width: Double
  /// Height, level-0 px.
  public var height: Double

  /// A rectangle with its upper left corner at (`x`, `y`), all in level-0 px.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The whole of a slide of `size` level-0 px.
  public init(whole size: PixelSize) {
    self.init(x: 0, y: 0, width: Double(size.width), height: Double(size.height))
  }

  /// The centre, level-0 px.
  public var center: (x: Double, y: Double) { (x + width / 2, y + height / 2) }

  /// The part that both rectangles cover, or `nil` where there is none.
  public func intersection(_ other: SlideRegion) -> SlideRegion? {
    let left = max(x, other.x)
    let top = max(y, other.y)
    let right = min(x + width, other.x + other.width)
    let bottom = min(y + height, other.y + other.height)
    guard right > left, bottom > top else { return nil }
    return SlideRegion(x: left, y: top, width: right - left, height: bottom - top)
  }
}

extension SlideRegion {
  /// The rectangle that `text` says as `x,y,w,h`, level-0 px, at least 1 wide and high; `nil` where it says none.
  public init?(parsing text: String) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    guard numbers.count == 4, let x = numbers[0], let y = numbers[1], let width = numbers[2], let height = numbers[3],
      [x, y].allSatisfy({ abs($0) < 1e9 }), (1...1e9).contains(width), (1...1e9).contains(height)
    else { return nil }
    self.init(x: x, y: y, width: width, height: height)
  }
}

/// Micrometres per pixel along each axis; both finite and above zero.
public struct MicronsPerPixel: Hashable, Sendable, Codable {
  /// The width of a pixel, um.
  public let x: Double
  /// The height of a pixel, um.
  public let y: Double

  /// The range that a digitised histology slide can have: 0.05 (above 100x oil) to 20 um/px (a contact scan).
  /// What lies outside is a resolution tag that nobody set.
  public static let plausible = 0.05...20.0

  /// A pixel of this width and height; `nil` where a value is not finite or outside ``plausible``.
  public init?(x: Double, y: Double) {
    guard Self.plausible.contains(x), Self.plausible.contains(y) else { return nil }
    self.x = x
    self.y = y
  }

  /// The geometric mean of both axes.
  public var mean: Double { (x * y).squareRoot() }
}
