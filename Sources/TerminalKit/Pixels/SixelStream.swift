import Basics

/// Pictures as sixels: six rows at a time, each colour by itself, as DEC's VT330/VT340 programmer reference (volume 2,
/// chapter 14) has them.
public enum SixelStream {
  /// Rows of one band.
  private static let bandRows = 6

  /// The bytes that show `image` with its upper left corner at the cursor, pixel for pixel of the terminal. What it
  /// does not cover stays; the cursor ends somewhere below, which terminals do not agree about.
  public static func bytes(_ image: IndexedImage) -> [UInt8] {
    var writer = Writer()
    writer.append("\u{1B}P9;1q\"1;1;")
    writer.append(image.size.width)
    writer.append(";")
    writer.append(image.size.height)
    for (number, color) in image.palette.enumerated() {
      writer.append("#")
      writer.append(number)
      writer.append(";2")
      for channel in [color.red, color.green, color.blue] {
        writer.append(";")
        writer.append((Int(channel) * 100 + 127) / 255)
      }
    }
    var band = Band(width: image.size.width, colors: image.palette.count)
    for top in stride(from: 0, to: image.size.height, by: bandRows) {
      band.take(image, from: top, rows: min(bandRows, image.size.height - top))
      band.write(to: &writer)
      writer.append("-")
    }
    writer.append("\u{1B}\\")
    return writer.bytes
  }

  /// What the colours of six rows cover.
  private struct Band {
    private let width: Int
    /// Of each colour, the rows that it covers in each column, one bit each, the upper one the lowest.
    private var rows: [UInt8]
    /// From the first to the last column of each colour that is there.
    private var spans: [ClosedRange<Int>?]

    init(width: Int, colors: Int) {
      self.width = width
      rows = [UInt8](repeating: 0, count: width * colors)
      spans = [ClosedRange<Int>?](repeating: nil, count: colors)
    }

    mutating func take(_ image: IndexedImage, from top: Int, rows count: Int) {
      for color in spans.indices {
        guard let span = spans[color] else { continue }
        for column in span { rows[color * width + column] = 0 }
        spans[color] = nil
      }
      for row in 0..<count {
        let start = (top + row) * width
        for column in 0..<width {
          let color = Int(image.indices[start + column])
          rows[color * width + column] |= 1 << UInt8(row)
          guard let span = spans[color] else {
            spans[color] = column...column
            continue
          }
          if column > span.upperBound { spans[color] = span.lowerBound...column }
          if column < span.lowerBound { spans[color] = column...span.upperBound }
        }
      }
    }

    func write(to writer: inout Writer) {
      var isFirst = true
      for color in spans.indices {
        guard let span = spans[color] else { continue }
        if !isFirst { writer.append("$") }
        isFirst = false
        writer.append("#")
        writer.append(color)
        writer.append(run: span.lowerBound, of: 0)
        var column = span.lowerBound
        while column <= span.upperBound {
          let value = rows[color * width + column]
          var end = column + 1
          while end <= span.upperBound, rows[color * width + end] == value { end += 1 }
          writer.append(run: end - column, of: value)
          column = end
        }
      }
    }
  }

  private struct Writer {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ text: StaticString) { text.withUTF8Buffer { bytes.append(contentsOf: $0) } }

    mutating func append(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

    /// `count` columns that are covered in the rows of `value`; three and fewer are shorter without their number.
    mutating func append(run count: Int, of value: UInt8) {
      guard count > 0 else { return }
      if count > 3 {
        append("!")
        append(count)
        bytes.append(63 + value)
      } else {
        for _ in 0..<count { bytes.append(63 + value) }
      }
    }
  }
}
