import Casework
import Labels
import Microscopy
import SlidePictures
import TerminalKit

/// The gallery of an open case's tiles.
extension CaseState {
  /// Both ends of both rankings.
  struct Ends: Equatable, Sendable {
    var attention = RankedTiles()
    var contribution = RankedTiles()

    /// No tile.
    init() {}

    /// Those of `tiles`, of which touching ones come only where nothing else is left.
    init(_ tiles: [TileFinding], measured: MeasuredTiles?) {
      let apart = { (tiles: [TileFinding]) in TileTour.apart(tiles, limit: RankedTiles.limit) }
      attention = RankedTiles(tiles, measured: measured, by: \.attention, apart: apart)
      contribution = RankedTiles(tiles, measured: measured, by: { $0.contribution ?? 0 }, apart: apart)
    }
  }

  /// The tiles that the gallery shows; none where it is closed.
  var galleryTiles: [GalleryTile] {
    guard let gallery else { return [] }
    return switch quantity {
    case .attention: ends.attention[gallery.end]
    case .contribution: ends.contribution[gallery.end]
    }
  }

  private var chosenTile: GalleryTile? {
    guard let gallery, galleryTiles.indices.contains(gallery.chosen) else { return nil }
    return galleryTiles[gallery.chosen]
  }

  /// Why there is no gallery, in a sentence; `nil` where there is one.
  var galleryRefusal: String? {
    if let withheld = file.withheldLabel {
      return "There is no gallery yet: the places of attention are the model's, and \(withheld)."
    }
    guard let finding = file.finding else { return "There is no gallery: no model has scored the case." }
    guard finding.resultFile != nil else { return "There is no gallery: the case's finding has no tiles." }
    return tileCount == 0 ? "There is no gallery: the tiles of the finding are not read yet, or cannot be." : nil
  }

  mutating func openGallery() -> [CaseOutcome] {
    if let galleryRefusal { return [.notice(galleryRefusal)] }
    gallery = GalleryState()
    return []
  }

  /// Does what a key or the palette asked for.
  mutating func perform(_ command: GalleryCommand, in around: Surroundings) -> [CaseOutcome] {
    switch command {
    case .left: move(by: -1)
    case .right: move(by: 1)
    case .up: move(by: -galleryLayout(in: around).columns)
    case .down: move(by: galleryLayout(in: around).columns)
    case .goThere: return goToChosenTile(in: around)
    case .otherEnd: showOtherEnd()
    case .switchQuantity: return switchGallery()
    case .verify: return judge(.verified, in: around)
    case .question: return judge(.questioned, in: around)
    case .close: gallery = nil
    }
    return []
  }

  // MARK: Which tile

  /// Chooses a tile that was clicked on.
  mutating func choose(galleryRow row: Int) {
    if galleryTiles.indices.contains(row) { gallery?.chosen = row }
  }

  /// Moves the choice by so many tiles, as far as there are any.
  mutating func move(by step: Int) {
    guard let chosen = gallery?.chosen else { return }
    let last = max(0, galleryTiles.count - 1)
    gallery?.chosen = min(max(0, chosen + step), last)
  }

  private mutating func showOtherEnd() {
    guard let end = gallery?.end else { return }
    gallery?.end = end.other
    gallery?.chosen = 0
  }

  /// As in the case, but the heat map stays as hidden as it was.
  private mutating func switchGallery() -> [CaseOutcome] {
    let shown = heatShown
    let (before, outcomes) = (quantity, switchQuantity())
    heatShown = shown
    if quantity != before { gallery?.chosen = 0 }
    return outcomes
  }

  /// Closes the gallery, and shows the tile in the middle of the picture.
  private mutating func goToChosenTile(in around: Surroundings) -> [CaseOutcome] {
    guard let chosen = chosenTile, let slide = file.slide(chosen.tile.slide) else { return [] }
    gallery = nil
    return jumping { reading in
      let outcomes = reading.open(slide: chosen.tile.slide, in: around)
      reading.marked = reading.tour.firstIndex(of: chosen.tile)
      if reading.marked == nil { reading.galleryTile = chosen }
      let step = around.ladder(of: slide).pixelsPerColumn(at: Self.tileMagnification)
      return outcomes + reading.look(at: reading.view(of: chosen.tile, step), in: around, margin: .half)
    }
  }

  private func view(of tile: TileFinding, _ pixelsPerColumn: Double) -> Viewport {
    Viewport(centerX: tile.center.x, centerY: tile.center.y, pixelsPerColumn: pixelsPerColumn)
  }

  // MARK: Verdicts

  /// What the reader says of a tile, in their draft or in what they signed.
  func verdict(of tile: TileFinding) -> TileVerdict? {
    guard let finding = file.finding else { return nil }
    if let draft = file.draft?.judgedTiles, draft.findingID == finding.id { return draft.verdict(of: tile.place) }
    guard let signed = file.signOff, signed.findingID == finding.id else { return nil }
    return signed.judgedTiles.first { $0.place == tile.place }?.verdict
  }

  /// Says `verdict` of the chosen tile, or takes it back; it counts as looked at.
  private mutating func judge(_ verdict: TileVerdict, in around: Surroundings) -> [CaseOutcome] {
    guard let finding = file.finding, let tile = chosenTile?.tile else { return [] }
    if let refusal = judgingRefusal(in: around) { return [.notice(refusal)] }
    guard let request = tileRequest(tile, in: around)?(0), gallery?.picture(request) != nil else {
      return [.notice("The tile is not drawn: it is judged once it is to be seen.")]
    }
    trace.see(SeenWindow(slide: tile.slide, region: request.region, hidden: nil))
    var draft = file.draft ?? SignOffDraft()
    let before = draft.judgedTiles.flatMap { $0.findingID == finding.id ? $0 : nil }
    var judged = before ?? JudgedTiles(findingID: finding.id)
    judged.judge(tile.place, verdict)
    draft.judgedTiles = judged.tiles.isEmpty ? nil : judged
    return [.keep(draft == SignOffDraft() ? nil : draft)]
  }

  /// Why whoever reads here says nothing of tiles now, in a sentence; `nil` where they can.
  private func judgingRefusal(in around: Surroundings) -> String? {
    if file.status.isClosed { return "The case is \(file.status.label): a signed reading is never changed." }
    if let withdrawable = around.withdrawable(of: file.id) { return withdrawable.words }
    if file.hasRead(around.reviewer), let words = file.readersSentence(for: around.reviewer) { return words }
    if let claim = file.claim, claim.reviewer != Reviewer.name(around.reviewer) { return claim.refusal }
    return file.readerMay(.sign) ? nil : "Only who may sign the case says anything of its tiles."
  }

  // MARK: Pictures

  func galleryLayout(in around: Surroundings) -> GalleryLayout {
    let first = galleryTiles.first?.tile
    let microns = first.flatMap { tile in file.slide(tile.slide).map { Double(tile.side) * $0.mpp.mean } } ?? 112
    let columns = microns * GalleryView.magnification / MagnificationLadder.micronsPerColumnAt1x
    return GalleryLayout(
      around.size, count: galleryTiles.count, columnsOfTile: Int(min(1000, (columns - 0.01).rounded(.up))))
  }

  /// The picture of a tile, of the slide alone; in pixels where `cell` says how large a cell is.
  func tileRequest(
    _ tile: TileFinding, in around: Surroundings, cell: CellPixels? = nil
  ) -> ((Int) -> PictureRequest)? {
    guard let slide = file.slide(tile.slide) else { return nil }
    let view = view(of: tile, around.ladder(of: slide).pixelsPerColumn(at: GalleryView.magnification))
    let size = galleryLayout(in: around).tile
    return { id in
      PictureRequest(
        id: id, slot: .tile, caseID: file.id, slideIndex: tile.slide, slide: slide.opening, viewport: view, size: size,
        heat: nil, colors: colors, symbols: around.symbols, fidelity: max(around.fidelity, .snapped), cell: cell,
        depth: around.depth, background: around.pictureBackground)
    }
  }

  /// The next picture that the gallery lacks: those of the page that is shown first, those in pixels last.
  func tilePicture(in around: Surroundings) -> ((Int) -> PictureRequest)? {
    guard let gallery else { return nil }
    let perPage = galleryLayout(in: around).perPage
    let first = min(gallery.chosen / perPage * perPage, galleryTiles.count)
    let tiles = galleryTiles[first...] + galleryTiles[..<first]
    return tiles.lazy.compactMap { tileRequest($0.tile, in: around) }.first { gallery.isOpen($0(0)) }
      ?? sharpTilePicture(in: around)
  }
}

extension GalleryView {
  /// The gallery over an open case; `nil` where it is closed.
  ///
  /// - Parameter sharp: the places of the page that are shown in pixels.
  init?(of reading: CaseState, _ around: Surroundings, sharp: Set<Int> = []) {
    guard let gallery = reading.gallery else { return nil }
    self.init(
      gallery: gallery, tiles: reading.galleryTiles, file: reading.file, ranking: reading.quantity.word,
      count: reading.tileCount, showsContributions: reading.showsContributions,
      layout: reading.galleryLayout(in: around), around: around,
      request: { reading.tileRequest($0.tile, in: around)?(0) }, sharp: sharp,
      verdict: { reading.verdict(of: $0.tile) })
  }
}
