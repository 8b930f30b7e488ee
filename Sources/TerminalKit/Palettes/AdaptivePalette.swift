import Basics

/// The palette of a terminal of 256 colours with some of them redefined for the pictures that are on it.
///
/// The first 32 and the 24 greys stay, and so does what the colours that are kept need, those of the theme: text is the
/// same whatever picture lies beside it.
struct AdaptivePalette: Sendable {
  /// The numbers that are redefined, ascending.
  let numbers: [Int]
  /// What they are now.
  let colors: [RGB]
  /// All colours that can be shown but the first 16, of which nobody knows what they are.
  private let all: [RGB]
  /// For each colour of 6 bits a channel the place in `all` of the nearest, counted from 1; 0 where nobody asked yet.
  private var nearest = [UInt8](repeating: 0, count: 1 << 18)

  /// The numbers that may be redefined: users set lower ones, and the greys above serve as they are.
  private static let range = 32...231

  /// A palette for a picture of `picture`, each colour as often as it stands there, that leaves `kept` as they are.
  init(for picture: [RGB], keeping kept: Set<RGB>) {
    let needed = Self.needed(by: kept)
    let free = Self.range.filter { !needed.contains($0) }
    let image = RGBAImage(width: picture.count, height: 1, rgb: picture.flatMap { [$0.red, $0.green, $0.blue] })
    colors = IndexedImage(reducing: image, to: free.count).palette
    numbers = Array(free.prefix(colors.count))
    let redefined = Set(numbers)
    all = colors + (16...255).filter { !redefined.contains($0) }.map { Palette.color256($0) }
  }

  /// Whether none of `kept` is shown by a number that is redefined.
  func leaves(_ kept: Set<RGB>) -> Bool { Self.needed(by: kept).isDisjoint(with: numbers) }

  private static func needed(by kept: Set<RGB>) -> Set<Int> { Set(kept.map { Palette.nearest256($0) }) }

  /// The nearest colour that can be shown, told by 6 bits a channel.
  mutating func shown(_ color: RGB) -> RGB {
    let bin = Int(color.red >> 2) << 12 | Int(color.green >> 2) << 6 | Int(color.blue >> 2)
    if nearest[bin] == 0 {
      let middle = RGB(color.red & 0xFC | 2, color.green & 0xFC | 2, color.blue & 0xFC | 2)
      let best = all.indices.min { all[$0].squaredDistance(to: middle) < all[$1].squaredDistance(to: middle) }
      nearest[bin] = UInt8((best ?? 0) + 1)
    }
    return all[Int(nearest[bin]) - 1]
  }

  /// The mean squared distance, over three channels, of `picture` from what is shown of it.
  mutating func error(of picture: [RGB]) -> Double {
    let sum = picture.reduce(0) { $0 + $1.squaredDistance(to: shown($1)) }
    return Double(sum) / Double(max(1, picture.count))
  }

  // MARK: Bytes

  /// Bytes that redefine the colours: xterm's OSC 4, a few at a time, for some terminals cut long strings off.
  var definition: [UInt8] {
    let named = zip(numbers, colors).map { number, color in
      "\(number);rgb:\(Self.hex(color.red))/\(Self.hex(color.green))/\(Self.hex(color.blue))"
    }
    return Self.strings("4", named)
  }

  /// Bytes that give the colours of `numbers` back as the user has set them: xterm's OSC 104.
  static func restoration(of numbers: some Sequence<Int>) -> [UInt8] {
    strings("104", numbers.sorted().map { "\($0)" })
  }

  private static func strings(_ command: String, _ parts: [String]) -> [UInt8] {
    stride(from: 0, to: parts.count, by: 8).flatMap { start in
      "\u{1B}]\(command);\(parts[start..<min(start + 8, parts.count)].joined(separator: ";"))\u{1B}\\".utf8
    }
  }

  private static func hex(_ level: UInt8) -> String {
    (level < 16 ? "0" : "") + String(level, radix: 16)
  }
}
