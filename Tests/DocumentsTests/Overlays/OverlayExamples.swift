import Basics
import Casework
import Documents
import Microscopy
import UseCases

extension Example {
  /// Three tiles, the third on a second slide, with what was measured of them: the second has no nuclei, and what a
  /// tile has without them stands where nothing was measured.
  static let tiles = PictureTiles(
    TileFindings(
      slides: [0, 0, 1], columns: TileColumns(corners: [0, 0, 100, 0, 0, 0], sides: [100, 100, 100]),
      attention: [0.5, 0.2, 0.3], contribution: [2, -1, 0.5], model: "m", modelDigest: "d",
      measures: TileMeasures(
        names: ["nuclear_density", "area_q50", "stroma_share", "large_share"],
        values: [100, 40.5, 0.25, 0, 0, 35, 0.5, 0, 50, 35, .nan, 0.5])))

  /// A bookmark between pixels, and a box on the second slide.
  static let marks = [
    SlideMark(
      id: "11111111-1111-4111-8111-111111111111", slide: 0, kind: .bookmark,
      shape: .points([RegionPoint(x: 100.25, y: 33.125)]), note: "mitosis?"),
    SlideMark(
      id: "22222222-2222-4222-8222-222222222222", slide: 1, kind: .nuclei,
      shape: .rectangle(SlideRegion(x: 5, y: 6, width: 7, height: 8)), count: NucleusCount(nuclei: 3, areaMM2: 0.01)),
  ].map { mark in
    var mark = mark
    (mark.reviewer, mark.madeAt) = ("Ann Rey", written)
    return mark
  }

  /// A signed case of two slides, whose reader left a box out for a trial and questions a tile.
  static func overlaid(_ finding: Finding? = called()) throws -> CaseFile {
    var reading = signed(.confirm, .high)
    let box = LeftOutBox(slide: 0, x: 10, y: 20, width: 30, height: 40, reason: .inSitu)
    reading.reading = .record(
      ReadingRecord(
        since: "2026-11-02T10:55:00Z", seconds: 60, layers: [],
        trials: [RegionTrial(findingID: "f-1", boxes: [box], tiles: 2, tilesLeftOut: 1)]))
    reading.judgedTiles = [
      JudgedTile(place: TissueSquare(slide: 0, x: 100, y: 0, side: 100), verdict: .questioned)
    ]
    var file = try file(.signed, reading, finding: finding)
    file.record.slides.append(try slide("/slides/B.svs"))
    file.marks = marks
    return file
  }

  /// The overlay of a slide as text.
  static func overlay(
    of file: CaseFile, slide: Int = 0, corner: RegionPoint = RegionPoint(x: 0, y: 0)
  ) -> String {
    let tiles = file.finding.map { OverlayTiles(Example.tiles, of: $0) }
    var text = ""
    SlideOverlay(of: file, slide: slide, tiles: tiles, corner: corner, software: "coverslip 1")
      .write { text += $0 }
    return text
  }
}

extension JSONValue {
  /// The keys of an object, in their order.
  var memberNames: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.key)
  }

  /// A string; `nil` where it is none.
  var asText: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}
