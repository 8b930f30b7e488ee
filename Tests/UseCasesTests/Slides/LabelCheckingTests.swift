import Basics
import Casework
import Microscopy
import Testing

@testable import UseCases

@Suite("Holding labels against their cases")
struct LabelCheckingTests {
  private let world = MadeUpWorld()

  private func checking(_ pattern: String?) throws -> LabelChecking {
    LabelChecking(world.access, pattern: try pattern.map { try LabelPattern($0) })
  }

  /// A case of two slides; the file of the first says `text`, that of the second nothing.
  private func file(_ text: String = "S-1 A") throws -> CaseFile {
    world.put(.labelled(text), at: "/a.svs", content: "a")
    world.put(.tissue(side: 64), at: "/b.svs", content: "b")
    let slides = [try world.access.record("/a.svs"), try world.access.record("/b.svs")]
    return CaseFile(record: Case(id: "S-1", slides: slides), status: .scored)
  }

  @Test("looks at files only where something is expected")
  func unasked() throws {
    var file = try file()
    for slide in file.record.slides.indices { file.record.slides[slide].path += ".gone" }
    #expect(try checking(nil).checked(file).labels.isEmpty)
    #expect(throws: SlideOpenFailure.self) { try checking("{case}*").checked(file) }
  }

  @Test("tells of each slide what its file says, by the pattern or the manifest")
  func standings() throws {
    var file = try file()
    #expect(try checking("{case}*").checked(file).labels.map(\.check.standing) == [.matches, .noText])
    #expect(try checking("{case}").checked(file).labels.map(\.check.standing) == [.differs, .noText])
    file.record.slides[0].expectedLabel = "S-1 B"
    #expect(try checking(nil).checked(file).labels.map(\.check.standing) == [.differs, .notChecked])
    #expect(try checking("{case}*").checked(file).labels.map(\.check.standing) == [.differs, .noText])
  }

  @Test("reads a file once as long as it stays, and not what the scoring has read")
  func once() throws {
    var file = try file()
    let checking = try checking("{case}*")
    #expect(try checking.checked(file).openLabels.isEmpty)
    file.finding = Finding(
      id: "f", model: ModelIdentity(name: "m", version: "1", digest: "d", demonstration: true, threshold: 0.05),
      software: "t", computedAt: "", tiles: 1, tilesAvailable: 1, tissueMM2: 1, call: .high)
    let checks = try checking.checks(of: file)
    file.finding?.labels = checks
    for slide in file.record.slides.indices { file.record.slides[slide].path += ".gone" }
    #expect(try self.checking("{case}").checked(file).openLabels == [0], "another pattern, the same text")
  }
}

extension MemorySlide {
  /// A small slide whose file says `text` of its label.
  static func labelled(_ text: String) -> MemorySlide {
    let image = MemorySlide.tissue(side: 64)
    let whole = PixelSize(width: 64, height: 64)
    let pixels = try? image.read(level: 0, x: 0, y: 0, size: whole)
    return MemorySlide(
      levels: pixels.map { [$0] } ?? [], mpp: MicronsPerPixel(x: 0.5, y: 0.5), vendor: "aperio",
      label: LabelText(text, property: "aperio.Barcode"))
  }
}
