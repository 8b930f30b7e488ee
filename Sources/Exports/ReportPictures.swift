import Basics
import Casework
import Documents
import Labels
import Microscopy
import SlidePictures
import TerminalKit
import UseCases
import Workstation

/// The pictures of a case's report: its slides with their heat maps, and the tiles that moved the model most.
///
/// A slide that cannot be read now, or is another file than was scored, is named in them and forbids nothing.
struct ReportPictures {
  /// Tiles that a report shows.
  static let mostTiles = 8
  /// Side of a tile's picture, px: what networks are given.
  static let tileSide = 224
  /// The most that a slide's picture has on a side: 640 px.
  private static let box = TerminalSize(columns: 80, rows: 40)

  private let tools: ExportTools
  private var last: (finding: Finding, pictures: CasePictures)?

  init(_ tools: ExportTools) { self.tools = tools }

  /// The pictures of what is reported of `file`: none where nothing of the model may be told. Those of a finding are
  /// made once.
  mutating func pictures(of file: CaseFile) async -> CasePictures {
    guard let finding = CaseReport.finding(of: file), finding.resultFile != nil else { return CasePictures() }
    if let last, last.finding == finding { return last.pictures }
    var shown = file
    shown.finding = finding
    let (tools, readable) = (tools, shown)
    let made = try? await onThread { Self.pictures(of: readable, finding, tools) }
    let pictures = made ?? CasePictures(lacksTiles: true)
    last = (finding, pictures)
    return pictures
  }

  private static func pictures(
    of file: CaseFile, _ finding: Finding, _ tools: ExportTools
  ) -> CasePictures {
    let tiles: PictureTiles
    do throws(FindingTilesFailure) {
      guard let found = try tools.tiles(of: finding) else { return CasePictures() }
      tiles = found
    } catch {
      var pictures = CasePictures(lacksTiles: true)
      if case .changed = error { pictures.tilesWereChanged = true }
      return pictures
    }
    var once = tools.pictures
    once.tiles = { _ in tiles }
    let ranking = HighestPlaces.ranking(of: tiles.read, finding)
    let making = Making(
      file: file, render: RenderSlide(once), tiles: tiles,
      highest: Array(TileTour.tiles(of: tiles.read, by: ranking).prefix(mostTiles)))
    return making.pictures(by: ranking)
  }

  /// What the pictures of a case are made of.
  private struct Making {
    let file: CaseFile
    let render: RenderSlide
    let tiles: PictureTiles
    /// The highest tiles of the case, in their order.
    let highest: [TileFinding]

    /// A finding without a call tells no contributions.
    private var isCalled: Bool { file.finding?.call.isAnswer == true }

    func pictures(by ranking: PlaceRanking) -> CasePictures {
      var pictures = CasePictures(ranking: ranking.label)
      pictures.tileLegend = ReportWords.tileLegend(hasParts: isCalled && highest.allSatisfy { $0.contribution != nil })
      var shown: [(rank: Int, tile: CasePictures.Tile)] = []
      for (index, slide) in file.record.slides.enumerated() {
        do {
          pictures.heat += try heat(index, slide)
          shown += try tiles(index, slide)
        } catch {
          pictures.unreadable.append(index)
        }
      }
      pictures.tiles = shown.sorted { $0.rank < $1.rank }.map(\.tile)
      return pictures
    }

    /// The slide with its heat map; none where no tile of it was read.
    private func heat(_ index: Int, _ slide: CaseSlide) throws -> [CasePictures.Heat] {
      guard tiles.read.contains(where: { $0.slide == index }) else { return [] }
      let rendering = try render(
        try render.slide(index + 1, of: file, overlay: .colours), RenderSlide.Manner(format: .png, box: box))
      let legend = ReportWords.legend(hasUnread: !tiles.unread.isEmpty, rendering.damaged)
      return rendering.picture(mpp: slide.mpp.mean).map {
        [CasePictures.Heat($0.image, micronsPerPixel: $0.microns, slide: index, legend: legend)]
      } ?? []
    }

    /// Those of the highest tiles that lie on the slide, each with its place among them.
    private func tiles(_ index: Int, _ slide: CaseSlide) throws -> [(rank: Int, tile: CasePictures.Tile)] {
      let own = highest.enumerated().filter { $0.element.slide == index }
      guard !own.isEmpty else { return [] }
      let subject = try render.slide(index + 1, of: file, overlay: .off)
      return try own.compactMap { rank, tile in
        let rendering = try render(subject, RenderSlide.Manner(format: .png, framing: tile.framing, box: box))
        return rendering.picture(mpp: slide.mpp.mean).map {
          let words = ReportWords.detail(tile, isCalled: isCalled)
          return (rank, CasePictures.Tile($0.image, micronsPerPixel: $0.microns, slide: index, detail: words))
        }
      }
    }
  }
}

/// What stands under the pictures.
private enum ReportWords {
  static func legend(hasUnread: Bool, _ damaged: Int) -> String {
    let colors = "Attention, not risk: the rank of a tile among all of the case, from blue (low) to yellow (high)"
    let parts = [
      colors, hasUnread ? "hatched: not read" : nil, damaged > 0 ? "damaged parts are white" : nil,
    ]
    return parts.compactMap(\.self).joined(separator: "; ") + "."
  }

  static func detail(_ tile: TileFinding, isCalled: Bool) -> String {
    let attention = NumberText.screen.percent(Double(tile.attention), digits: 2)
    let part = isCalled ? tile.contribution : nil
    return attention + (part.map { ", " + NumberText.screen.signed(Double($0), digits: 3) } ?? "")
  }

  static func tileLegend(hasParts: Bool) -> String {
    "Under each its share of the attention\(hasParts ? " and its part in the slide score" : "")."
  }
}

extension TileFinding {
  /// The tile in the pixels that networks are given.
  fileprivate var framing: PictureFraming {
    PictureFraming(
      region: SlideRegion(x: Double(x), y: Double(y), width: Double(side), height: Double(side)),
      width: ReportPictures.tileSide, height: ReportPictures.tileSide)
  }
}

extension RenderSlide.Rendering {
  /// The pixels, and the micrometres that each is wide, on a slide of `mpp` micrometres per pixel; `nil` of cells.
  fileprivate func picture(mpp: Double) -> (image: RGBAImage, microns: Double?)? {
    switch drawn {
    case .cells: nil
    case .pixels(let image): (image, image.width > 0 ? region.width / Double(image.width) * mpp : nil)
    }
  }
}
