import Basics
import Casework
import Microscopy
import Synchronization
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

  @Test("a mismatch is not forgotten by the next scoring because nobody says any more what the label must say")
  func kept() throws {
    let file = try file()
    let differs = try checking("{case}").checks(of: file)
    let opened = try file.slides.map { try world.access.open($0) }
    let kept = try checking(nil).checks(of: file.record, opened: opened, before: differs)
    #expect(kept.map(\.standing) == [.differs, .notChecked])
    let mended = try checking("{case}*").checks(of: file.record, opened: opened, before: differs)
    #expect(mended.map(\.standing) == [.matches, .noText])
    #expect(try checking(nil).checks(of: file.record, opened: opened, before: mended).isEmpty)
  }

  @Test("reads a file once as long as it stays the same")
  func once() throws {
    let file = try file()
    let opener = CountingOpener(opener: world.access.opener)
    var access = world.access
    access.opener = opener
    let checking = LabelChecking(access, pattern: try LabelPattern("{case}*"))
    for _ in 1...3 { #expect(try checking.checked(file).openLabels.isEmpty) }
    #expect(opener.count == 2, "each of the two slides once")
    world.put(.labelled("S-2"), at: "/a.svs", content: "another")
    #expect(throws: SlideOpenFailure.self) { try checking.checked(file) }
    #expect(opener.count == 3, "and anew once it is another file")
  }

  @Test("does not read what the scoring has read")
  func scored() throws {
    var file = try file()
    let checking = try checking("{case}*")
    file.finding = Finding(
      id: "f", model: ModelIdentity(name: "m", version: "1", digest: "d", demonstration: true, threshold: 0.05),
      software: "t", computedAt: "", tiles: 1, tilesAvailable: 1, tissueMM2: 1, call: .high)
    let checks = try checking.checks(of: file)
    file.finding?.labels = checks
    for slide in file.record.slides.indices { file.record.slides[slide].path += ".gone" }
    #expect(try self.checking("{case}").checked(file).openLabels == [0], "another pattern, the same text")
  }
}

/// Counts how often a slide is opened.
private final class CountingOpener: SlideOpener {
  private let opener: any SlideOpener
  private let opened = Mutex(0)

  init(opener: any SlideOpener) { self.opener = opener }

  var count: Int { opened.withLock { $0 } }

  func open(_ opening: SlideToOpen, deadline: ReadDeadline) throws(SlideOpenFailure) -> any SlideSource {
    opened.withLock { $0 += 1 }
    return try opener.open(opening, deadline: deadline)
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
