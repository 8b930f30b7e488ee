import TerminalKit

/// Colours for numbers, perceptually uniform and told apart by the colour-blind.
public enum HeatMap: String, Sendable, CaseIterable {
  /// Dark violet, green, yellow: S. van der Walt and N. Smith, 2015 (public domain).
  case viridis
  /// Dark blue, grey, yellow: J. R. Nunez, C. R. Anderton, R. S. Renslow, PLOS ONE 2018, 13(7), e0199239.
  case cividis
  /// Blue, teal, yellow: straight in lightness (CIELAB 1976, L* 30 to 94) and hue (280 to 100 degrees) at a chroma of
  /// 50, of the last colour 90, each as far as sRGB has it. The hue goes the way on which there is no purple: of these
  /// maps it lies furthest from stained tissue, see `Documentation/HeatMap.md`.
  case blueYellow = "blue-yellow"
  /// Blue, white, orange: for signed numbers, 0.5 is nothing. Both arms have the same lightness at the same distance.
  case blueOrange = "blue-orange"

  /// The colour of `value`: 0 lowest, 1 highest; beyond is cut, not a number is the lowest.
  public func color(_ value: Double) -> RGB {
    let anchors = anchors
    let place = min(1, max(0, value.isNaN ? 0 : value)) * Double(anchors.count - 1)
    let below = min(anchors.count - 2, Int(place))
    return RGB(hex: anchors[below]).mixed(with: RGB(hex: anchors[below + 1]), opacity: place - Double(below))
  }

  /// `count` evenly spaced colours from lowest to highest, for a legend.
  public func ramp(_ count: Int) -> [RGB] {
    (0..<max(0, count)).map { color(count == 1 ? 0.5 : Double($0) / Double(count - 1)) }
  }

  /// A legend in one line of at least `columns` cells of colour between its numbers: `0 ▐▐▐▐ 100`.
  public func legend(columns: Int, lowest: String, highest: String, style: Style = Style()) -> Line {
    let cells = ramp(columns).map { Span(" ", Style(background: $0)) }
    return Line([Span(lowest + " ", style)] + cells + [Span(" " + highest, style)])
  }

  /// Evenly spaced; between them linear interpolation in sRGB is within 6 levels of the published 256 colours.
  private var anchors: [UInt32] {
    switch self {
    case .viridis: Self.viridisAnchors
    case .cividis: Self.cividisAnchors
    case .blueYellow: Self.blueYellowAnchors
    case .blueOrange: Self.blueOrangeAnchors
    }
  }

  private static let viridisAnchors: [UInt32] = [
    0x440154, 0x470D60, 0x48186A, 0x482374, 0x472D7B, 0x453681, 0x424086, 0x3F4989, 0x3B528B, 0x375A8D, 0x33638D,
    0x2F6A8E, 0x2C728E, 0x297A8E, 0x26818E, 0x23898E, 0x21908C, 0x1F988B, 0x1F9F88, 0x21A685, 0x28AE80, 0x31B57B,
    0x3EBC74, 0x4CC26C, 0x5DC963, 0x6ECE58, 0x82D34C, 0x96D83F, 0xABDC32, 0xC0DF24, 0xD5E21A, 0xEAE51A, 0xFDE725,
  ]
  private static let cividisAnchors: [UInt32] = [
    0x00224E, 0x00285B, 0x002E6A, 0x043371, 0x1A386F, 0x273E6E, 0x32436D, 0x3B496C, 0x434E6C, 0x4B546C, 0x52596D,
    0x5A5F6E, 0x61656F, 0x686A71, 0x6F7073, 0x757676, 0x7C7B78, 0x848179, 0x8B8778, 0x938D78, 0x9B9376, 0xA39A75,
    0xABA072, 0xB3A670, 0xBBAD6C, 0xC3B469, 0xCCBA64, 0xD4C15F, 0xDDC958, 0xE6D051, 0xEFD748, 0xF8DF3C, 0xFEE838,
  ]
  private static let blueYellowAnchors: [UInt32] = [
    0x004787, 0x015F8B, 0x067794, 0x078F9D, 0x0AA7A0, 0x26C196, 0x7FD48A, 0xC0E385, 0xFEF321,
  ]
  private static let blueOrangeAnchors: [UInt32] = [
    0x0066B2, 0x2976C3, 0x4B87D1, 0x6998DD, 0x86AAE5, 0xA2BCEB, 0xBECEEF, 0xD9E0F2, 0xF3F3F3, 0xF5DBCD, 0xF2C4A8,
    0xECAD86, 0xE29766, 0xD68249, 0xC66E2F, 0xB55B17, 0xA14A00,
  ]
}
