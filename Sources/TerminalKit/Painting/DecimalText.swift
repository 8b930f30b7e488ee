/// Colours as decimal text, quickly.
enum DecimalText {
  /// Bytes that one colour takes at most, with what goes before it and a letter after it.
  static let colorBytes = 24

  /// The digits of 0 to 255 from the lowest byte on, and in the highest how many.
  private static let digits: [UInt32] = (0...255).map { number in
    let text = Array(String(number).utf8)
    return text.enumerated().reduce(UInt32(text.count) << 24) { $0 | UInt32($1.element) << UInt32(8 * $1.offset) }
  }

  /// Writes `prefix` and the three channels of `color` with semicolons between them, from `start` on.
  ///
  /// - Returns: where the text ends.
  static func write(
    _ color: RGB, after start: Int, _ prefix: StaticString, into text: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var end = start
    prefix.withUTF8Buffer { bytes in
      for byte in bytes {
        text[end] = byte
        end += 1
      }
    }
    digits.withUnsafeBufferPointer { digits in
      end = write(digits[Int(color.red)], end, into: text)
      text[end] = UInt8(ascii: ";")
      end = write(digits[Int(color.green)], end + 1, into: text)
      text[end] = UInt8(ascii: ";")
      end = write(digits[Int(color.blue)], end + 1, into: text)
    }
    return end
  }

  private static func write(_ number: UInt32, _ start: Int, into text: UnsafeMutableBufferPointer<UInt8>) -> Int {
    text[start] = UInt8(truncatingIfNeeded: number)
    text[start + 1] = UInt8(truncatingIfNeeded: number &>> 8)
    text[start + 2] = UInt8(truncatingIfNeeded: number &>> 16)
    return start + Int(number &>> 24)
  }
}
