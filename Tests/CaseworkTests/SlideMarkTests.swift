import Microscopy
import Testing

@testable import Casework

@Suite("A mark on a slide")
struct SlideMarkTests {
  @Test("is stored by codes that do not change")
  func codes() {
    #expect(SlideMarkKind.allCases.map(\.rawValue) == ["bookmark", "length", "nuclei", "region"])
  }

  @Test("is the same after it was stored as a region")
  func stored() {
    var mark = SlideMark(
      id: "a", slide: 1, kind: .nuclei, shape: .rectangle(SlideRegion(x: 1, y: 2, width: 3, height: 4)), note: "dense",
      count: NucleusCount(nuclei: 12, areaMM2: 0.5))
    (mark.reviewer, mark.madeAt) = ("Ann Rey", "2026-11-02T11:00:00Z")
    #expect(mark.region.measurements == ["Nuclei": 12, "Area mm^2": 0.5, "Nuclei per mm^2": 24])
    #expect(SlideMark(stored: mark.region, slide: 1) == mark)
    #expect(SlideMark(stored: MarkedRegion(mark.shape, id: "a"), slide: 1) == nil, "no mark of ours")
  }

  @Test("that comes from elsewhere is measured anew, and its name or class is its note")
  func imported() throws {
    let mpp = try #require(MicronsPerPixel(x: 0.5, y: 0.25))
    let line = MarkedRegion(
      .lines([[RegionPoint(x: 0, y: 0), RegionPoint(x: 6, y: 16)]]), classification: "Tumor",
      measurements: ["Length µm": 99])
    let length = SlideMark(imported: line, id: "n", slide: 0, mpp: mpp)
    #expect(length.kind == .length && length.lengthUM == 5 && length.note == "Tumor" && length.id == "n")
    let name = String(repeating: "x", count: 203)
    let point = SlideMark(
      imported: MarkedRegion(.points([RegionPoint(x: 1, y: 1)]), name: name), id: "p", slide: 0, mpp: mpp)
    #expect(point.kind == .bookmark && point.note.unicodeScalars.count == SlideMark.noteLimit)
  }

  @Test("of a case have so many points as are read with it at once; fewer of them can always be kept")
  func pointsOfCase() throws {
    func line(_ id: String, points: Int) -> SlideMark {
      let line = (0..<points).map { RegionPoint(x: Double($0 % 100), y: 1) }
      return SlideMark(id: id, slide: 0, kind: .length, shape: .lines([line]), lengthUM: 1)
    }
    let most = SlideMark.casePointLimit / SlideMark.pointLimit
    let full = (0..<most).map { line("line \($0)", points: SlideMark.pointLimit) }
    var file = CaseFile(record: try Example.record(), status: .scored, finding: nil)
    file.marks = try file.keeping(full, by: "Ann Rey", now: "").all
    let point = SlideMark(id: "a", slide: 0, kind: .bookmark, shape: .points([RegionPoint(x: 1, y: 1)]))
    #expect(throws: CaseStoreFailure.mark(.tooManyPointsInAll(limit: SlideMark.casePointLimit))) {
      try file.keeping([point], by: "Ann Rey", now: "")
    }
    file.marks = try file.keeping([line("line 0", points: 9)], by: "Ann Rey", now: "").all
    #expect(try file.keeping([point], by: "Ann Rey", now: "").all.count == most + 1)
    // What an earlier version kept beyond that can be changed and taken away.
    file.marks = (0...most).map { line("line \($0)", points: SlideMark.pointLimit) }
    file.marks[0].reviewer = "Ann Rey"
    #expect(try file.keeping([line("line 0", points: 9)], by: "Ann Rey", now: "").all.count == most + 1)
  }

  @Test("has an identity in the form of a UUID")
  func identity() {
    let random = String(repeating: "0123456789abcdef", count: 4)
    #expect(SlideMark.identity(of: random) == "01234567-89ab-4def-8123-456789abcdef")
  }
}
