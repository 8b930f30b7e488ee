import Basics
import Microscopy

/// How a slide lies on the screen: turned to the right by quarters, then mirrored.
///
/// A slide that is turned has a frame of its own: level-0 px about the slide's upper left corner, the axes as they lie
/// on the screen. Everything that is drawn is placed in it, so that lines, marks and maps need not know of it.
public struct Orientation: Hashable, Sendable {
  /// Quarters to the right, 0 to 3.
  public let quarters: Int
  /// Whether left and right are exchanged on the screen.
  public let isMirrored: Bool

  /// A slide that is turned to the right by `quarters`, whole turns left out, and then mirrored; default: as scanned.
  public init(quarters: Int = 0, isMirrored: Bool = false) {
    self.quarters = (quarters % 4 + 4) % 4
    self.isMirrored = isMirrored
  }

  /// As it was scanned.
  public static let upright = Orientation()

  /// What is on the screen, a quarter further to the right.
  public var turned: Orientation { Orientation(quarters: quarters + (isMirrored ? -1 : 1), isMirrored: isMirrored) }

  /// What is on the screen, left and right exchanged.
  public var mirrored: Orientation { Orientation(quarters: quarters, isMirrored: !isMirrored) }

  /// Whether the slide's rows are columns of the screen.
  public var isAcross: Bool { quarters % 2 == 1 }

  /// `turned 90°, mirrored`; `nil` where it lies as it was scanned.
  public var words: String? {
    let words = [quarters == 0 ? nil : "turned \(90 * quarters)°", isMirrored ? "mirrored" : nil].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  // MARK: From the slide to the screen

  /// Where a point of the slide lies in the turned frame, both level-0 px.
  public func shown(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let turned =
      switch quarters {
      case 1: (x: -y, y: x)
      case 2: (x: -x, y: -y)
      case 3: (x: y, y: -x)
      default: (x: x, y: y)
      }
    return isMirrored ? (-turned.x, turned.y) : turned
  }

  /// Where a rectangle of the slide lies in the turned frame, both level-0 px.
  public func shown(_ region: SlideRegion) -> SlideRegion {
    rectangle(region, shown(region.x, region.y), shown(region.x + region.width, region.y + region.height))
  }

  /// Where a tile lies in the turned frame, both level-0 px.
  public func shown(_ site: TileSite) -> TileSite {
    let first = shown(Double(site.x), Double(site.y))
    let last = shown(Double(site.x + site.side), Double(site.y + site.side))
    return TileSite(x: Int(min(first.x, last.x)), y: Int(min(first.y, last.y)), side: site.side)
  }

  /// The size on the screen of what has `size` on the slide, or the other way round.
  public func shown(_ size: PixelSize) -> PixelSize {
    isAcross ? PixelSize(width: size.height, height: size.width) : size
  }

  // MARK: From the screen to the slide

  /// Which point of the slide lies at a point of the turned frame, both level-0 px.
  public func slide(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let unmirrored = isMirrored ? -x : x
    return switch quarters {
    case 1: (y, -unmirrored)
    case 2: (-unmirrored, -y)
    case 3: (-y, unmirrored)
    default: (unmirrored, y)
    }
  }

  /// Which rectangle of the slide lies at one of the turned frame, both level-0 px.
  public func slide(_ region: SlideRegion) -> SlideRegion {
    rectangle(region, slide(region.x, region.y), slide(region.x + region.width, region.y + region.height))
  }

  /// The sides of `region`, which stay as long as they are, at its turned corners.
  private func rectangle(
    _ region: SlideRegion, _ one: (x: Double, y: Double), _ other: (x: Double, y: Double)
  ) -> SlideRegion {
    let (width, height) = isAcross ? (region.height, region.width) : (region.width, region.height)
    return SlideRegion(x: min(one.x, other.x), y: min(one.y, other.y), width: width, height: height)
  }
}

extension RGBAImage {
  /// These pixels as they lie on the screen. The pixels themselves stay as they are: none is mixed with another.
  public func turned(_ orientation: Orientation) -> RGBAImage {
    guard orientation != .upright, width > 0, height > 0 else { return self }
    let size = orientation.shown(PixelSize(width: width, height: height))
    // The place of the first pixel of the result, and the steps to the pixels right of it and below it.
    let place: (start: Int, right: Int, down: Int) =
      switch orientation.quarters {
      case 1: ((height - 1) * width, -width, 1)
      case 2: (width * height - 1, -1, -width)
      case 3: (width - 1, width, -1)
      default: (0, 1, width)
      }
    let (start, right) =
      orientation.isMirrored
      ? (place.start + (size.width - 1) * place.right, -place.right) : (place.start, place.right)
    var turned = [UInt8](repeating: 0, count: pixels.count)
    turned.withUnsafeMutableBytes { target in
      pixels.withUnsafeBytes { source in
        for y in 0..<size.height {
          var from = start + y * place.down
          for x in 0..<size.width {
            let pixel = source.loadUnaligned(fromByteOffset: 4 * from, as: UInt32.self)
            target.storeBytes(of: pixel, toByteOffset: 4 * (y * size.width + x), as: UInt32.self)
            from += right
          }
        }
      }
    }
    return RGBAImage(size: size, pixels: turned)
  }
}
