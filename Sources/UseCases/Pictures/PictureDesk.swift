import Basics
import Casework
import Dispatch
import Foundation
import Microscopy
import SlidePictures
import Synchronization
import TerminalKit
import Workstation

/// Draws the pictures that the workstation asks for, one queue per slot, so that the pane never waits for the preview.
///
/// Of two requests for a slot only the newer is drawn: an older one that has not begun is dropped, the answer of one
/// that has is dropped by the workstation. Slides stay open and the last pixels of each slot are kept, so that
/// switching the heat map reads nothing.
package final class PictureDesk: Sendable {
  /// What became of what was asked.
  package enum Answer: Sendable {
    case drawn(PictureRequest, Picture)
    case failed(PictureRequest, PictureFailure)
    case tiles(
      caseID: String, [TileFinding], unread: [TissueSquare] = [], measured: MeasuredTiles? = nil,
      cohort: TileCohort? = nil)
    case noTiles(caseID: String, PictureFailure)
    case nuclei(NucleiRequest, FoundNuclei)
    case noNuclei(NucleiRequest, PictureFailure)
  }

  private let access: PictureAccess
  /// What was read of the slides for pictures that move.
  private let kept = ScanCache()
  /// Reads what the next keys may show, where there is a processor for that.
  private let ahead: ReadAhead?
  let answer: @Sendable (Answer) -> Void
  let colorist: PictureColorist
  /// Looks for nuclei.
  let nucleiQueue = DispatchQueue(label: "nuclei")
  private let queues: [PictureSlot: DispatchQueue]
  private let state = Mutex(State())
  let maps: TissueMaps

  private struct State {
    var newest: [PictureSlot: PictureRequest] = [:]
    var slides: [String: (slide: any SlideSource, stamp: FileStamp?)] = [:]
    /// Paths in the order of their use, the last one last.
    var used: [String] = []
    var tiles: [String: PictureTiles] = [:]
    var scans: [PictureSlot: (view: ScanCache.View, pixels: RGBAImage)] = [:]
    var shown: [PictureSlot: (view: ColoredView, pixels: RGBAImage)] = [:]
    /// The mean colour of the tissue of each slide; `nil` where it has none, or it cannot be read.
    var tissue: [TissueOfSlide: RGB?] = [:]
    /// The picture that was drawn last, and for what.
    var drawn: [PictureSlot: (request: PictureRequest, cells: [Cell])] = [:]
  }

  /// What decides which pixels a picture has.
  private struct ColoredView: Equatable {
    let view: ScanCache.View
    let colors: PictureColors
    let background: RGB
    let orientation: Orientation
  }

  /// Whose tissue it is, by whose tiles, in which colours.
  private struct TissueOfSlide: Hashable {
    let path: String
    let resultFile: String
    let colors: PictureColors
  }

  /// The pixels of a picture, and what became of the colours of its slide.
  private struct Colored {
    let pixels: RGBAImage
    let table: ColorTable?
    let coloring: PictureColoring
  }

  /// Slides that stay open: each may keep 32 MB of decoded tiles.
  private static let openSlides = 6

  /// A desk that reads through `access`, and answers from any thread.
  ///
  /// - Parameter processors: how many there are; with one alone nothing is read ahead, since that would take it from
  ///   what is drawn.
  package init(
    access: PictureAccess, processors: Int = ProcessInfo.processInfo.activeProcessorCount,
    answer: @escaping @Sendable (Answer) -> Void
  ) {
    self.access = access
    ahead = processors > 1 ? ReadAhead() : nil
    self.answer = answer
    colorist = PictureColorist(access.profiles)
    maps = TissueMaps(access.scored)
    queues = Dictionary(
      uniqueKeysWithValues: PictureSlot.allCases.map { ($0, DispatchQueue(label: "picture.\($0.rawValue)")) })
  }

  /// Draws `request`, unless a newer one comes first.
  package func draw(_ request: PictureRequest) {
    if request.slot.moves { stopReadingAhead() }
    state.withLock { $0.newest[request.slot] = request }
    queues[request.slot]?.async { self.drawIfWanted(request) }
  }

  /// Nothing of `slot` is wanted any more.
  package func cancel(_ slot: PictureSlot) { state.withLock { $0.newest[slot] = nil } }

  /// Reads the tiles of a finding.
  package func loadTiles(caseID: String, file: String) {
    DispatchQueue.global(qos: .userInitiated).async {
      do throws(PictureFailure) {
        let tiles = try self.tiles(file)
        self.answer(
          .tiles(
            caseID: caseID, tiles.read, unread: tiles.unread, measured: tiles.measured, cohort: tiles.cohort))
      } catch {
        self.answer(.noTiles(caseID: caseID, error))
      }
    }
  }

  /// Waits until the pictures that were asked for are drawn, and nuclei found, and what is read ahead is read.
  package func finish() {
    (queues.values + [nucleiQueue, maps.queue] + queues.values).forEach { $0.sync {} }
    ahead?.finish()
  }

  /// Reads what `requests` show before anybody asks for it, one after the other and behind everything else; what was
  /// begun before ends at its next piece.
  package func readAhead(_ requests: [PictureRequest]) {
    ahead?.begin(requests) { request, deadline in
      // Whether that can be read is said where it is looked at.
      try? self.readAhead(request, deadline)
    }
  }

  /// Somebody is there: what was begun to be read ahead ends at its next piece.
  package func stopReadingAhead() { ahead?.stop() }

  private func readAhead(_ request: PictureRequest, _ deadline: ReadDeadline) throws {
    dropIfReplaced(request.slide.path)
    let slide = try slide(request.slide)
    let drawing = PictureDrawing(depth: request.depth, background: request.background)
    let view = ScanCache.View(path: request.slide.path, region: request.region, output: request.scan)
    try kept.prepare(view) { view throws(SlideReadFailure) in
      let scan = try drawing.scan(of: slide, view.region, output: view.output, deadline: deadline)
      return (scan.pixels, scan.damaged == 0)
    }
  }

  private func drawIfWanted(_ request: PictureRequest) {
    guard state.withLock({ $0.newest[request.slot]?.id == request.id }) else { return }
    do throws(PictureFailure) {
      if try isEarly(request) { return }
      if let preview = try preview(request) { answer(.drawn(request, preview)) }
      answer(.drawn(request, try picture(request)))
    } catch {
      answer(.failed(request, error))
    }
  }

  /// The slide's own small picture, before the first pixels of a slide are read for its pane: with JPEG 2000 that takes
  /// seconds. `nil` where the pane had some of that slide, or the file holds no such picture.
  ///
  /// - Throws: that the slide cannot be opened.
  private func preview(_ request: PictureRequest) throws(PictureFailure) -> Picture? {
    switch request.slot {
    case .overview, .preview, .sharp, .sharpBeside, .tile: return nil
    case .pane, .beside: break
    }
    dropIfReplaced(request.slide.path)
    guard state.withLock({ $0.scans[request.slot]?.view.path }) != request.slide.path else { return nil }
    let drawing = PictureDrawing(depth: request.depth, background: request.background)
    let slide = try slide(request.slide)
    // One stain alone would wait for places of the slide itself.
    let colors = PictureColors(profile: request.colors.profile)
    let small = drawing.preview(
      of: slide, request.region, output: request.scan,
      colors: colorist.colors(of: slide, path: request.slide.path, as: colors).table)
    return small.map {
      Picture(
        size: request.size,
        cells: drawing.cells(
          $0.turned(request.viewport.orientation), heat: nil, size: request.size, symbols: request.symbols,
          fidelity: request.fidelity
        ).shown, isPreview: true)
    }
  }

  private func picture(_ request: PictureRequest) throws(PictureFailure) -> Picture {
    let drawing = PictureDrawing(depth: request.depth, background: request.background)
    let colored = try pixels(request, drawing)
    let pixels = colored.pixels
    var heat: HeatLayer?
    // Tiles that cannot be read are said when they are loaded; the slide is shown all the same.
    if let overlay = request.heat, let tiles = try? tiles(overlay.resultFile) {
      let (slide, orientation) = (tiles.slide(request.slideIndex), request.viewport.orientation)
      heat = HeatLayer(
        slide.turned(orientation), quantity: overlay.quantity, manner: overlay.manner.turned(orientation),
        reference: overlay.reference, limits: overlay.limits, region: request.frame,
        picture: PixelSize(width: pixels.width, height: pixels.height),
        tissue: tissue(request, overlay, slide, drawing, colored.table), note: tiles.notes[overlay.quantity],
        depth: request.depth)
    }
    let mask = try mask(over: request)
    let shown = drawing.masked(pixels, by: mask?.layer)
    if request.cell != nil {
      return Picture(
        size: request.size, pixels: drawing.overlaid(shown, by: heat), legend: heat?.legend, mask: mask?.legend,
        coloring: colored.coloring)
    }
    let cells = drawing.masked(cells(request, shown, heat, drawing), size: request.size, by: mask?.layer)
    return Picture(
      size: request.size, cells: cells, legend: heat?.legend, mask: mask?.legend, coloring: colored.coloring)
  }

  /// The mean colour of the slide's tissue, which is found once; only colours are mixed with it.
  private func tissue(
    _ request: PictureRequest, _ overlay: HeatOverlay, _ tiles: SlideTiles, _ drawing: PictureDrawing,
    _ table: ColorTable?
  ) -> RGB? {
    switch overlay.manner {
    case .outlines, .contours, .dimmed, .tiles: return nil
    case .colours: break
    }
    let key = TissueOfSlide(path: request.slide.path, resultFile: overlay.resultFile, colors: request.colors)
    if let known = state.withLock({ $0.tissue[key] }) { return known }
    let color = (try? slide(request.slide)).flatMap { try? drawing.tissueColor(of: $0, tiles, colors: table) }
    state.withLock { $0.tissue[key] = .some(color) }
    return color
  }

  /// The cells of `pixels`, which keep their glyphs where the picture before showed the same place, with another heat
  /// map or none: unless another glyph is clearly better, so that nothing twinkles.
  private func cells(
    _ request: PictureRequest, _ pixels: RGBAImage, _ heat: HeatLayer?, _ drawing: PictureDrawing
  ) -> [Cell] {
    let last = state.withLock { $0.drawn[request.slot] }
    let isSamePlace =
      last?.request.slide == request.slide && last?.request.viewport == request.viewport
      && last?.request.size == request.size && last?.request.symbols == request.symbols
      && last?.request.fidelity == request.fidelity
    let cells = drawing.cells(
      pixels, heat: heat, size: request.size, symbols: request.symbols, fidelity: request.fidelity,
      previous: isSamePlace ? last?.cells : nil)
    state.withLock { $0.drawn[request.slot] = (request, cells.drawn) }
    return cells.shown
  }

  /// The pixels that were read last are kept, and those that were shown last: other colours read nothing.
  private func pixels(
    _ request: PictureRequest, _ drawing: PictureDrawing
  ) throws(PictureFailure) -> Colored {
    dropIfReplaced(request.slide.path)
    let slide = try slide(request.slide)
    let (table, coloring) = colorist.colors(of: slide, path: request.slide.path, as: request.colors)
    let view = ScanCache.View(path: request.slide.path, region: request.region, output: request.scan)
    let orientation = request.viewport.orientation
    let wanted = ColoredView(
      view: view, colors: request.colors, background: request.background, orientation: orientation)
    if let kept = state.withLock({ $0.shown[request.slot] }), kept.view == wanted {
      return Colored(pixels: kept.pixels, table: table, coloring: coloring)
    }
    let pixels = drawing.shown(try scan(slide, view, request.slot, drawing), table).turned(orientation)
    state.withLock { $0.shown[request.slot] = (wanted, pixels) }
    return Colored(pixels: pixels, table: table, coloring: coloring)
  }

  private func scan(
    _ slide: any SlideSource, _ view: ScanCache.View, _ slot: PictureSlot, _ drawing: PictureDrawing
  ) throws(PictureFailure) -> RGBAImage {
    if let last = state.withLock({ $0.scans[slot] }), last.view == view { return last.pixels }
    let read = { (view: ScanCache.View) throws(SlideReadFailure) -> (pixels: RGBAImage, isWhole: Bool) in
      let scan = try drawing.scan(of: slide, view.region, output: view.output)
      return (scan.pixels, scan.damaged == 0)
    }
    do throws(SlideReadFailure) {
      let pixels = slot.moves ? try kept.pixels(of: view, reading: read) : try read(view).pixels
      state.withLock { $0.scans[slot] = (view, pixels) }
      return pixels
    } catch {
      throw .pixels(path: view.path, error)
    }
  }

  /// What is kept of a slide goes where another file lies under its path by now; it is opened, and held to what was
  /// registered, anew.
  func dropIfReplaced(_ path: String) {
    guard let open = state.withLock({ $0.slides[path] }), open.stamp != access.stamp(path) else { return }
    colorist.forget(path)
    maps.forget(path)
    kept.forget(path)
    state.withLock { state in
      state.slides[path] = nil
      state.used.removeAll { $0 == path }
      state.scans = state.scans.filter { $0.value.view.path != path }
      state.shown = state.shown.filter { $0.value.view.view.path != path }
      state.tissue = state.tissue.filter { $0.key.path != path }
    }
  }

  func slide(_ opening: SlideToOpen) throws(PictureFailure) -> any SlideSource {
    if let open = state.withLock({ $0.slides[opening.path] }) {
      state.withLock { $0.used = $0.used.filter { $0 != opening.path } + [opening.path] }
      return open.slide
    }
    let stamp = access.stamp(opening.path)
    let slide: any SlideSource
    do throws(SlideOpenFailure) { slide = try access.opener.open(opening) } catch { throw .slide(error) }
    let closed = state.withLock { state -> String? in
      state.slides[opening.path] = (slide, stamp)
      state.used = state.used.filter { $0 != opening.path } + [opening.path]
      guard state.used.count > Self.openSlides else { return nil }
      let closed = state.used.removeFirst()
      state.slides[closed] = nil
      return closed
    }
    if let closed { colorist.forget(closed) }
    return slide
  }

  /// The pictures that are wanted now with the tissue mask of the slide at `path`.
  func wanted(withMaskOf path: String) -> [PictureRequest] {
    state.withLock { $0.newest.values.filter { $0.mask != nil && $0.slide.path == path } }
  }

  /// Draws these once more.
  func drawAgain(withMaskOf path: String) {
    for request in wanted(withMaskOf: path) { queues[request.slot]?.async { self.drawIfWanted(request) } }
  }

  func tiles(_ path: String) throws(PictureFailure) -> PictureTiles {
    if let kept = state.withLock({ $0.tiles[path] }) { return kept }
    let tiles: PictureTiles
    do { tiles = try access.tiles(path) } catch { throw .tiles(error) }
    state.withLock { $0.tiles = [path: tiles] }
    return tiles
  }
}

/// Where the pixels and the tiles of pictures come from.
package struct PictureAccess: Sendable {
  /// Opens slides.
  package var opener: any SlideOpener
  /// Opens slides as scoring reads them.
  package var scored: any SlideOpener
  /// Reads the tiles of a finding from its result file.
  package var tiles: @Sendable (_ path: String) throws -> PictureTiles
  /// Which file lies under a path; `nil` where there is none.
  package var stamp: @Sendable (_ path: String) -> FileStamp?
  /// Understands the ICC profiles of slides.
  package var profiles: any ProfileReader

  /// - Parameter scored: default: pictures are read as scoring reads.
  package init(
    opener: any SlideOpener, scored: (any SlideOpener)? = nil, profiles: any ProfileReader,
    tiles: @escaping @Sendable (_ path: String) throws -> PictureTiles,
    stamp: @escaping @Sendable (_ path: String) -> FileStamp?
  ) {
    self.opener = opener
    self.scored = scored ?? opener
    self.profiles = profiles
    self.tiles = tiles
    self.stamp = stamp
  }
}

/// Why there is no picture.
package enum PictureFailure: Error, Sendable {
  /// The slide cannot be opened, or is not the one that was registered.
  case slide(SlideOpenFailure)
  /// Nothing of the region can be read.
  case pixels(path: String, SlideReadFailure)
  /// The result file of the finding cannot be read.
  case tiles(any Error)
}
