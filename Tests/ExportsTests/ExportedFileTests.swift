import Exports
import Testing

@Suite("Exported files") struct ExportedFileTests {
  @Test("are the same where name and bytes are")
  func equality() {
    #expect(ExportedFile(name: "a.pdf", bytes: [1]) == ExportedFile(name: "a.pdf", bytes: [1]))
    #expect(ExportedFile(name: "a.pdf", bytes: [1]) != ExportedFile(name: "b.pdf", bytes: [1]))
  }
}
