import Foundation
import Testing

@testable import TerminalKit

@Suite("A picture by kitty's protocol")
struct KittyStreamTests {
  private static let file = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

  @Test("is sent in chunks of 4,096 characters, the last one said to be the last")
  func chunks() throws {
    let chunks = KittyStream.sending(png: Self.file, id: 7, over: TerminalSize(columns: 80, rows: 24))
      .map { String(decoding: $0, as: UTF8.self) }
    #expect(chunks.count == 4)
    #expect(chunks[0].hasPrefix("\u{1B}_Ga=T,U=1,i=7,c=80,r=24,f=100,q=2,m=1;"))
    #expect(chunks[1].hasPrefix("\u{1B}_Gm=1,q=2;") && chunks[3].hasPrefix("\u{1B}_Gm=0,q=2;"))
    let texts = chunks.compactMap { $0.dropLast(2).split(separator: ";", maxSplits: 1).last }
    #expect(texts.dropLast().allSatisfy { $0.count == 4096 })
    #expect(Data(base64Encoded: texts.joined()).map { [UInt8]($0) } == Self.file)
  }

  @Test("of one chunk is whole in it")
  func short() {
    let chunks = KittyStream.sending(png: [1, 2, 3], id: 1, over: TerminalSize(columns: 1, rows: 1))
    #expect(
      chunks.map { String(decoding: $0, as: UTF8.self) } == [
        "\u{1B}_Ga=T,U=1,i=1,c=1,r=1,f=100,q=2,m=0;AQID\u{1B}\\"
      ])
  }

  @Test("stands in cells of one column that say its number by their colour, row and column by their marks")
  func placeholders() {
    #expect(KittyStream.mostCells == 297)
    let cell = KittyStream.placeholder(id: 0x01_02_03, column: 2, row: 1)
    #expect(cell.glyph.unicodeScalars.map(\.value) == [0x10EEEE, 0x30D, 0x30E])
    #expect(cell.style == Style(foreground: RGB(1, 2, 3)))
    // The last of the list in kitty's rowcolumn-diacritics.txt.
    let last = KittyStream.placeholder(id: 1, column: 296, row: 296)
    #expect(last.glyph.unicodeScalars.map(\.value) == [0x10EEEE, 0x1D244, 0x1D244])
  }

  @Test("is forgotten with its pixels, and nothing is answered")
  func removed() {
    #expect(String(decoding: KittyStream.removing(id: 9), as: UTF8.self) == "\u{1B}_Ga=d,d=I,i=9,q=2\u{1B}\\")
  }

  @Test("or by iTerm2's says its size in bytes and in cells")
  func inline() {
    let bytes = InlineImageStream.bytes(file: [1, 2, 3], over: TerminalSize(columns: 80, rows: 20))
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "\u{1B}]1337;File=inline=1;size=3;width=80;height=20;preserveAspectRatio=0;doNotMoveCursor=1:AQID\u{7}")
  }
}
