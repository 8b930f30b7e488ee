import Basics
import Casework
import Labels
import Microscopy
import SlidePictures

/// The tiles of a slide that stand highest, as a result of Sectra's image analysis interface (IA-API) of the type
/// `patchCollection`: a gallery that a viewer sorts.
///
/// Held against the examples and the typed clients of Sectra's public development kit
/// (`sectra-medical/dpat_imageanalysisapi_sdk`). Coordinates there are shares of the slide's width, down the slide too.
/// What it leaves open is settled so: a patch's position is its middle, and ``mostPatches`` are enough for a gallery.
/// `slideId` is the system's own name of the slide: whoever sends the result puts it in.
package struct SectraPatches: Sendable {
  private let file: CaseFile
  private let finding: Finding
  private let index: Int
  private let slide: CaseSlide
  private let tiles: OverlayTiles
  private let name: String
  private let software: String

  /// The most patches of a slide.
  package static let mostPatches = 200

  /// - Parameters:
  ///   - file: the case as it may be told.
  ///   - finding: the one that stands.
  ///   - index: of the slide, from 0.
  ///   - tiles: of that finding.
  ///   - name: what stands for the system's own name of the slide.
  ///   - software: name and version of the program.
  /// - Returns: `nil` where the case has no such slide.
  package init?(
    of file: CaseFile, finding: Finding, slide index: Int, tiles: OverlayTiles, name: String, software: String
  ) {
    guard file.record.slides.indices.contains(index) else { return nil }
    self.file = file
    self.finding = finding.told
    self.index = index
    slide = file.record.slides[index]
    self.tiles = tiles
    self.name = name
    self.software = software
  }

  /// The result.
  package var value: JSONValue {
    [
      "slideId": .string(name), "displayResult": .string(file.overlayNotice), "displayProperties": properties,
      "applicationVersion": .string(software),
      "data": ["context": context, "result": ["type": "patchCollection", "content": content]],
    ]
  }

  private var context: JSONValue {
    ["case": .string(file.id), "slide": .integer(index + 1), "finding": .string(finding.id)]
  }

  /// What a viewer lists beside the result.
  private var properties: JSONValue {
    let model = finding.model
    var members = [
      JSONMember("Model", .string("\(model.demonstration ? "DEMO " : "")\(model.name) \(model.version)")),
      JSONMember("Model's call", .string(finding.call.label)),
    ]
    if let probability = finding.probability5y {
      members.append(JSONMember("Metastatic relapse within 5 years", .string(NumberText.plain.percent(probability))))
    }
    members.append(JSONMember("Notice", .string(ResearchUse.sentence)))
    return .object(members)
  }

  private var content: JSONValue {
    [
      "description": .string(description), "polygons": [frame], "patches": .array(shown.map(patch)),
      "tags": JSONValue(tags), "patchSize": .integer(patchPixels), "magnification": .integer(Self.magnification),
      "statuses": ["allowVerify": allowVerify],
    ]
  }

  /// Nobody verifies elsewhere what is signed here.
  private var allowVerify: JSONValue {
    ["value": false, "message": .string("A reading is signed in Coverslip. \(ResearchUse.sentence)")]
  }

  private var description: String {
    "The \(shown.count.counted("tile")) of the slide that stand highest in the case, \(tiles.ranking.label). "
      + file.overlayNotice
  }

  // MARK: Patches

  /// The highest first.
  private var shown: [OverlayTiles.Tile] {
    Array(tiles.on(slide: index).sorted { $0.rank < $1.rank }.prefix(Self.mostPatches))
  }

  private func patch(_ tile: OverlayTiles.Tile) -> JSONValue {
    let (site, half) = (tile.finding, Double(tile.finding.side) / 2)
    return [
      "tag": .integer(tag(of: tile)), "position": point(x: Double(site.x) + half, y: Double(site.y) + half),
      "sortKeyValue": .number(Double(tile.rank)),
    ]
  }

  /// What a patch can be, where a reader is to sort them.
  private var tags: [String] {
    switch tiles.ranking {
    case .contribution: ["raises the score", "lowers the score"]
    case .attention: ["attention"]
    }
  }

  private func tag(of tile: OverlayTiles.Tile) -> Int {
    switch tiles.ranking {
    case .contribution: (tile.contribution ?? 0) < 0 ? 1 : 0
    case .attention: 0
    }
  }

  /// At which patches are to be shown: a pixel is half a micrometre then.
  private static let magnification = 20

  private var patchPixels: Int {
    let side = tiles.on(slide: index).first?.finding.side ?? 0
    return Int((Double(side) * slide.mpp.mean * Double(Self.magnification) / 10).rounded())
  }

  // MARK: Coordinates

  /// The whole slide.
  private var frame: JSONValue {
    let (width, height) = (Double(slide.size.width), Double(slide.size.height))
    let corners = [(0, 0), (width, 0), (width, height), (0, height)]
    return ["points": .array(corners.map { point(x: $0.0, y: $0.1) })]
  }

  /// A point of level 0 in shares of the slide's width.
  private func point(x: Double, y: Double) -> JSONValue {
    let width = Double(max(1, slide.size.width))
    return ["x": .number(x / width), "y": .number(y / width)]
  }
}
