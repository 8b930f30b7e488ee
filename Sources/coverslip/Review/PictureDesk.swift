import Basics
import Sentences
import Casework
import FeatureFiles
import Foundation
import Microscopy
import SlideReading
import Synchronization
import TerminalKit
import Workstation

/// Draws the pictures that the workstation asks for, a queue a slot, so that the pane never waits for the preview.
///
/// Of two requests for a slot only the newer is drawn: an older one that has not begun is dropped, the answer of one
/// that has is dropped by the workstation. Slides stay open and the last pixels of each slot are kept, so that
/// switching the heat map reads nothing.
final class PictureDesk: Sendable {
  private let mailbox: Mailbox
  private let depth: ColorDepth
  private let queues: [PictureSlot: DispatchQueue]
  private let state = Mutex(State())

  private struct State {
    var newest: [PictureSlot: Int] = [:]
    var slides: [String: (slide: OpenSlideSource, stamp: FileStamp?)] = [:]
    /// Paths in the order of their use, the last one last.
    var used: [String] = []
    var tiles: [String: PictureTiles] = [:]
    var pixels: [PictureSlot: (view: View, pixels: PixelBuffer)] = [:]
  }

  /// What decides which pixels a picture has.
  private struct View: Equatable {
    let path: String
    let region: SlideRegion
    let size: TerminalSize
    let background: RGB
  }

  /// Slides that stay open: each may keep 32 MB of decoded tiles.
  private static let openSlides = 6

  init(mailbox: Mailbox, depth: ColorDepth) {
    self.mailbox = mailbox
    self.depth = depth
    queues = Dictionary(
      uniqueKeysWithValues: PictureSlot.allCases.map { ($0, DispatchQueue(label: "picture.\($0.rawValue)")) })
  }

  /// Draws `request`, unless a newer one comes first.
  func draw(_ request: PictureRequest) {
    state.withLock { $0.newest[request.slot] = request.id }
    queues[request.slot]?.async { self.drawIfWanted(request) }
  }

  /// Nothing of `slot` is wanted any more.
  func cancel(_ slot: PictureSlot) { state.withLock { $0.newest[slot] = nil } }

  /// Reads the tiles of a finding.
  func loadTiles(caseID: String, file: String) {
    DispatchQueue.global(qos: .userInitiated).async {
      do {
        self.mailbox.post(.tilesLoaded(caseID: caseID, try self.tiles(file).read))
      } catch {
        self.mailbox.post(.failed(Self.problem("The tiles cannot be read", error, "Score the case again.")))
      }
    }
  }

  private func drawIfWanted(_ request: PictureRequest) {
    guard state.withLock({ $0.newest[request.slot] == request.id }) else { return }
    do {
      mailbox.post(.pictureDrawn(request, try picture(request)))
    } catch {
      mailbox.post(
        .pictureFailed(
          request, Self.problem("The slide cannot be shown", error, "Check that the file is where it was.")))
    }
  }

  private func picture(_ request: PictureRequest) throws -> Picture {
    let drawing = PictureDrawing(depth: depth, background: request.background)
    let pixels = try pixels(request, drawing)
    let heat = try request.heat.flatMap { overlay in
      try HeatLayer(
        tiles(overlay.resultFile).slide(request.slideIndex), quantity: overlay.quantity, opacity: overlay.opacity,
        region: request.region, width: pixels.width, height: pixels.height, depth: depth)
    }
    let cells = drawing.cells(pixels, heat: heat, size: request.size, symbols: request.symbols.blocks)
    return Picture(size: request.size, cells: cells, legend: heat?.legend)
  }

  private func pixels(_ request: PictureRequest, _ drawing: PictureDrawing) throws -> PixelBuffer {
    dropIfReplaced(request.slide)
    let view = View(
      path: request.slide.path, region: request.region, size: request.size, background: request.background)
    if let kept = state.withLock({ $0.pixels[request.slot] }), kept.view == view { return kept.pixels }
    do {
      let pixels = try drawing.pixels(of: try slide(request.slide), view.region, size: view.size)
      state.withLock { $0.pixels[request.slot] = (view, pixels) }
      return pixels
    } catch let failure as SlideReadFailure {
      throw failure.words(path: request.slide.path)
    }
  }

  /// What is kept of a slide goes where another file lies under its path by now; it is opened, and held to its digest,
  /// anew.
  private func dropIfReplaced(_ record: CaseSlide) {
    guard let open = state.withLock({ $0.slides[record.path] }), open.stamp != FileStamp(record.path) else { return }
    state.withLock { state in
      state.slides[record.path] = nil
      state.used.removeAll { $0 == record.path }
      state.pixels = state.pixels.filter { $0.value.view.path != record.path }
    }
  }

  private func slide(_ record: CaseSlide) throws -> OpenSlideSource {
    if let open = state.withLock({ $0.slides[record.path] }) {
      state.withLock { $0.used = $0.used.filter { $0 != record.path } + [record.path] }
      return open.slide
    }
    let stamp = FileStamp(record.path)
    let slide = try SlideOpening.open(record)
    state.withLock { state in
      state.slides[record.path] = (slide, stamp)
      state.used = state.used.filter { $0 != record.path } + [record.path]
      if state.used.count > Self.openSlides { state.slides[state.used.removeFirst()] = nil }
    }
    return slide
  }

  private func tiles(_ path: String) throws -> PictureTiles {
    if let kept = state.withLock({ $0.tiles[path] }) { return kept }
    let tiles = try PictureTiles(path: path)
    state.withLock { $0.tiles = [path: tiles] }
    return tiles
  }

  private static func problem(_ title: String, _ error: any Error, _ remedy: String) -> Problem {
    Problem(title: title, detail: (words(for: error)?.sentence ?? "\(error)").printable, remedy: remedy)
  }
}

extension PictureSymbols {
  /// The glyphs of the renderer.
  var blocks: BlockSymbols {
    switch self {
    case .half: .half
    case .quadrant: .blockElements
    case .sextant: .all
    }
  }
}
