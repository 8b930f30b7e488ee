import Basics
import Casework
import Labels
import Microscopy
import SlidePictures
import TerminalKit

/// The gallery: tiles at one magnification with what the finding says of each, and of the chosen one what was measured.
struct GalleryView: ThemedView {
  let gallery: GalleryState
  /// Those of the end that is shown.
  let tiles: [GalleryTile]
  let file: CaseFile
  /// By what the tiles are ranked: `attention`.
  let ranking: String
  /// Tiles of the finding.
  let count: Int
  /// Whether the tiles' contributions may be shown.
  let showsContributions: Bool
  let layout: GalleryLayout
  let around: Surroundings
  /// The picture of a tile that is wanted.
  let request: (GalleryTile) -> PictureRequest?
  /// The places of the page that are shown in pixels, so that their cells are left open.
  let sharp: Set<Int>
  /// What the reader says of a tile.
  let verdict: (GalleryTile) -> TileVerdict?

  var theme: Theme { around.theme }

  /// The tiles of the page with the chosen one, as indices.
  private var page: Range<Int> { layout.page(with: gallery.chosen, of: tiles.count) }

  func draw(on screen: inout Screen) {
    screen.box(layout.frame, Frame(title: title, note: note, style: around.focusedBorder))
    for index in page { draw(index, in: index - page.lowerBound, on: &screen) }
    screen.write(panelLines(layout.panel.columns), in: layout.panel)
  }

  private var title: Line {
    Line("Gallery ", theme[.title])
      + Line("the \(gallery.end.word) \(tiles.count) by \(ranking), neighbours left out", theme[.text])
  }

  private var note: Line {
    let pages = layout.pages(of: tiles.count)
    let words = pages > 1 ? "  page \(gallery.chosen / layout.perPage + 1)/\(pages)" : ""
    return Line("\(NumberText.screen.significant(Self.magnification))x", theme[.accent]) + Line(words, theme[.dim])
  }

  /// At which the tiles are shown.
  static let magnification = 20.0

  // MARK: Tiles

  private func draw(_ index: Int, in place: Int, on screen: inout Screen) {
    let (tile, area, isChosen) = (tiles[index], layout.picture(place), index == gallery.chosen)
    if sharp.contains(place) {
      screen.fill(area, style: Style())
    } else if let request = request(tile) {
      draw(request, on: &screen, in: area)
    }
    if isChosen { drawCorners(of: area, on: &screen) }
    let style = isChosen ? theme[.text].overlaid(by: theme[.selection]) : theme[.text]
    for (row, words) in caption(tile).enumerated() {
      let text = TextWidth.padded(TextWidth.truncated(words, to: area.columns), to: area.columns)
      screen.write(Line(text, style), in: layout.caption(place), row: row)
    }
    screen.mark(area, as: .row(index))
    screen.mark(layout.caption(place), as: .row(index))
  }

  private func draw(_ request: PictureRequest, on screen: inout Screen, in area: Rect) {
    guard let picture = gallery.picture(request) else {
      return drawMessage(gallery.problem(request).map { "✗ " + $0.title } ?? "drawing …", on: &screen, in: area)
    }
    for row in 0..<area.rows {
      for column in 0..<area.columns {
        guard let cell = picture.cell(column, row) else { continue }
        screen[area.column + column, area.row + row] = cell
      }
    }
  }

  private func drawCorners(of area: Rect, on screen: inout Screen) {
    let (right, bottom) = (area.column + area.columns - 1, area.row + area.rows - 1)
    screen.put("┏", area.column, area.row, theme[.mark])
    screen.put("┓", right, area.row, theme[.mark])
    screen.put("┗", area.column, bottom, theme[.mark])
    screen.put("┛", right, bottom, theme[.mark])
  }

  /// Verdict, rank and attention; contribution, and the slide where there are several.
  private func caption(_ shown: GalleryTile) -> [String] {
    let rank = "\(NumberText.screen.grouped(shown.rank))/\(NumberText.screen.grouped(count))"
    let attention = "attention \(NumberText.screen.percent(Double(shown.tile.attention), digits: 2))"
    let contribution = shown.tile.contribution.flatMap {
      showsContributions ? "contribution \(NumberText.screen.signed(Double($0), digits: 3))" : nil
    }
    let slide = file.record.slides.count > 1 ? "slide \(shown.tile.slide + 1)" : nil
    let mark = verdict(shown).map { $0.mark + " " } ?? ""
    return ["\(mark)\(rank)  \(attention)", [contribution, slide].compactMap(\.self).joined(separator: "  ")]
  }

  // MARK: The chosen tile

  private func panelLines(_ columns: Int) -> [Line] {
    guard tiles.indices.contains(gallery.chosen) else { return [] }
    let shown = tiles[gallery.chosen]
    let note = verdict(shown).map { "\($0.mark) \($0.label)" } ?? ""
    let rank = "Tile \(NumberText.screen.grouped(shown.rank)) of \(NumberText.screen.grouped(count))"
    return [heading(rank, note: note, columns)] + outOfDistribution(shown, columns) + measures(shown, columns)
      + cut(shown, columns)
  }

  /// The measurements in which the case is out of distribution, as the finding says, with where this tile stands.
  private func outOfDistribution(_ shown: GalleryTile, _ columns: Int) -> [Line] {
    strangest.flatMap { name -> [Line] in
      let words = shown.standings.first { $0.name == name }?.phrase() ?? "\(name): not measured tile by tile"
      return wrapped("! out of distribution: " + words, columns: columns, style: theme[.warning])
    }
  }

  /// As the finding names them.
  private var strangest: [String] {
    file.finding?.flags.filter { flag in
      if case .unlikeTraining = flag.kind { true } else { false }
    }.flatMap { $0.texts(.measure) } ?? []
  }

  /// All other measurements, those that are furthest out first.
  private func measures(_ shown: GalleryTile, _ columns: Int) -> [Line] {
    guard !shown.standings.isEmpty else {
      let words = "No morphometry: the encoder names no measurements, or the case was scored before they were kept."
      return wrapped(words, columns: columns, style: theme[.dim])
    }
    let others = shown.standings.filter { !strangest.contains($0.name) && $0.furthest > 0 }
    let ordered = others.enumerated().sorted {
      (-$0.element.furthest, $0.offset) < (-$1.element.furthest, $1.offset)
    }.map(\.element)
    let noCohort = shown.standings.allSatisfy { $0.inCohort == nil }
    let remark = "The model knows no cohort: held against the case's own tiles."
    return (noCohort ? wrapped(remark, columns: columns, style: theme[.dim]) : [])
      + ordered.flatMap { wrapped("· " + $0.phrase(), columns: columns, style: theme[.text]) }
  }

  /// That less than the whole tile is shown.
  private func cut(_ shown: GalleryTile, _ columns: Int) -> [Line] {
    guard let slide = file.slide(shown.tile.slide) else { return [] }
    let microns = Double(shown.tile.side) * slide.mpp.mean
    let room = Double(layout.tile.columns) * MagnificationLadder.micronsPerColumnAt1x / Self.magnification
    guard microns > room * 1.02 else { return [] }
    return wrapped("Its middle: the tile is \(Int(microns.rounded())) µm wide.", columns: columns, style: theme[.dim])
  }
}

extension MeasureStanding {
  /// Standard deviations from the training, or from the case where that is not known.
  fileprivate var furthest: Double { abs(inCohort ?? inCase ?? 0) }
}

extension TileVerdict {
  /// Before the tile.
  fileprivate var mark: String {
    switch self {
    case .verified: "✓"
    case .questioned: "?"
    }
  }
}
