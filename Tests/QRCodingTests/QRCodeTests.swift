import Basics
import QRCoding
import Testing

@Suite("QR codes")
struct QRCodeTests {
  /// As libqrencode 4.1.1 draws it, and as ISO/IEC 18004 has it: three finder patterns, timing between them.
  private static let coverslip = """
    #######.##....#######
    #.....#.###.#.#.....#
    #.###.#..#..#.#.###.#
    #.###.#.###...#.###.#
    #.###.#....#..#.###.#
    #.....#....##.#.....#
    #######.#.#.#.#######
    ........#####........
    #.##.###..###.#..#.##
    .#.##..##.###.####..#
    .#.#.####.##.###..###
    #.###..#.#.#....##..#
    .#.##.#.#...###.##...
    ........####..#.#....
    #######.#..###.##.#..
    #.....#.###.....####.
    #.###.#...#.#.#..##..
    #.###.#.#.##..##.#.#.
    #.###.#.###.#.#..##..
    #.....#..#...#..#...#
    #######.#.#..#..###..
    """

  private static func drawn(_ matrix: BitMatrix) -> String {
    (0..<matrix.side).map { row in
      (0..<matrix.side).map { matrix[$0, row] ? "#" : "." }.joined()
    }.joined(separator: "\n")
  }

  @Test("a short word is a code of version 1, module by module")
  func short() throws {
    #expect(Self.drawn(try QRCode.matrix(of: "coverslip")) == Self.coverslip)
  }

  @Test("a code has its finder pattern in three corners, and none in the fourth")
  func finders() throws {
    let finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
    for text in ["a", String(repeating: "seal ", count: 40)] {
      let rows = Self.drawn(try QRCode.matrix(of: text)).split(separator: "\n").map(String.init)
      #expect(rows.prefix(7).map { String($0.prefix(7)) } == finder)
      #expect(rows.prefix(7).map { String($0.suffix(7)) } == finder)
      #expect(rows.suffix(7).map { String($0.prefix(7)) } == finder)
      #expect(rows.suffix(7).map { String($0.suffix(7)) } != finder)
    }
  }

  @Test("more bytes, and more correction, take a larger code; each version has four modules more a side")
  func sizes() throws {
    // ISO/IEC 18004, table 7, bytes: version 1 holds 14 at M and 7 at H, version 9 holds 180 at M.
    #expect(try QRCode.matrix(of: String(repeating: "a", count: 14)).side == 21)
    #expect(try QRCode.matrix(of: String(repeating: "a", count: 15)).side == 25)
    #expect(try QRCode.matrix(of: String(repeating: "a", count: 8), correction: .high).side == 25)
    #expect(try QRCode.matrix(of: String(repeating: "a", count: 180)).side == 53)
  }

  @Test("no text and too much text are refused, with the bytes that there were")
  func refused() {
    #expect(throws: QRFailure.empty) { try QRCode.matrix(of: "") }
    #expect(throws: QRFailure.tooLong(bytes: 2332)) { try QRCode.matrix(of: String(repeating: "a", count: 2332)) }
    #expect(throws: QRFailure.tooLong(bytes: 5000)) { try QRCode.matrix(of: String(repeating: "é", count: 2500)) }
  }
}
