import Foundation
import Testing

@testable import Reports

@Suite("PDF and PNG")
struct CairoTests {
  private static func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    Data(bytes).range(of: Data(text.utf8)) != nil
  }

  @Test("a PDF has as many pages as the layout, the date that was passed in, and text that can be read back")
  func pdf() throws {
    let document = Samples.everything()
    let bytes = try document.pdf()
    #expect(Self.contains(Array(bytes.prefix(9)), "%PDF-1.4\n"))
    #expect(Self.contains(bytes, "/Count \(document.paginated().pages.count)\n"))
    #expect(Self.contains(bytes, "20260302120000"))
    #expect(Self.contains(bytes, "/Title (Evaluation)"))
    #expect(Self.contains(bytes, "/ToUnicode"))
    #expect(Self.contains(bytes, "/Outlines"))
  }

  @Test("the same report gives the same bytes, another date others")
  func sameBytes() throws {
    let bytes = try Samples.everything().pdf()
    #expect(try Samples.everything().pdf() == bytes)
    var later = Samples.everything()
    later.created += 86_400
    #expect(try later.pdf() != bytes)
  }

  @Test("texts of every script and of none are drawn without harm")
  func hostile() throws {
    let words = ["\u{0}", "", "Ελλάδα Москва 乳腺癌 → ✓ e\u{301}", "a\u{0}b", "(\\)", "\u{1F9EC}"]
    let document = Samples.document(words.map { .paragraph($0) } + words.map { .heading($0) }, title: "a\u{0}(b")
    #expect(try document.pdf().starts(with: Array("%PDF".utf8)))
  }

  @Test("a PNG is as wide as asked for, times its scale")
  func png() throws {
    let bytes = try Samples.figures[0].png(width: 300, scale: 2)
    #expect(bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(bytes[16..<20] == [0, 0, 2, 88])
    #expect(try Samples.figures[0].png(width: 300, scale: 2) == bytes)
  }

  @Test("a PNG beyond what Cairo holds is refused with the size asked for")
  func tooLarge() throws {
    let failure = #expect(throws: ReportFailure.self) { try Samples.figures[0].png(width: 480, scale: 1000) }
    guard case .tooLarge(let columns, _)? = failure else { throw try #require(failure) }
    #expect(columns == 480_000)
  }
}
