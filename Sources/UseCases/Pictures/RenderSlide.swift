import Basics
import Casework
import Microscopy
import SlidePictures
import TerminalKit
import Workstation

/// One picture of a slide, for a command that prints it.
package struct RenderSlide: Sendable {
  private let access: PictureAccess

  /// Pictures of what `access` reads.
  package init(_ access: PictureAccess) { self.access = access }

  /// Which slide is drawn.
  package struct Subject: Sendable {
    /// As a person knows it.
    package let path: String
    fileprivate let slide: any SlideSource
    fileprivate let heat: (tiles: SlideTiles, manner: HeatManner)?
  }

  /// How it is drawn.
  package struct Manner: Sendable {
    fileprivate let size: TerminalSize
    fileprivate let symbols: BlockSymbols
    fileprivate let depth: ColorDepth
    fileprivate let region: SlideRegion?
    fileprivate let colors: PictureColors

    /// - Parameters:
    ///   - size: of the picture, in cells.
    ///   - region: in level-0 px; default: the whole slide.
    ///   - colors: default: all stains, through the slide's ICC profile.
    package init(
      size: TerminalSize, symbols: BlockSymbols, depth: ColorDepth, region: SlideRegion? = nil,
      colors: PictureColors = PictureColors()
    ) {
      self.size = size
      self.symbols = symbols
      self.depth = depth
      self.region = region
      self.colors = colors
    }
  }

  /// What came of it.
  package struct Rendering: Sendable {
    /// Row after row.
    package let cells: [Cell]
    package let size: TerminalSize
    /// How many parts of the slide show as background, because no level of it holds them whole.
    package let damaged: Int
  }

  /// A slide file, without a case.
  ///
  /// - Throws: that it cannot be opened.
  package func file(_ path: String) throws(PictureFailure) -> Subject {
    Subject(path: path, slide: try open(SlideToOpen(path: path)), heat: nil)
  }

  /// The slide of `number`, from 1, of a case, with what of the heat map is wanted.
  ///
  /// - Throws: a ``RenderFailure``; that the finding is withheld; a ``PictureFailure``: that the slide cannot be opened
  ///   or is not the one that was registered, or that the tiles cannot be read.
  package func slide(_ number: Int, of file: CaseFile, overlay: HeatShown) throws -> Subject {
    guard let record = file.slide(number - 1) else {
      throw RenderFailure.noSlide(caseID: file.id, number: number, count: file.record.slides.count)
    }
    if overlay.showsModel { try file.requireTold(.finding) }
    let registered = RegisteredSlide(size: record.size, quickDigest: record.quickDigest)
    let slide = try open(SlideToOpen(path: record.path, mpp: record.mpp, registered: registered))
    return Subject(path: record.path, slide: slide, heat: try heat(overlay, number - 1, of: file))
  }

  /// The cells of `subject`.
  ///
  /// - Throws: that nothing of the region can be read.
  package func callAsFunction(_ subject: Subject, _ manner: Manner) throws(PictureFailure) -> Rendering {
    let (size, whole) = (manner.size, Viewport(whole: subject.slide.description.size, in: manner.size))
    let region = manner.region ?? whole.region(in: size)
    let drawing = PictureDrawing(depth: manner.depth, background: RGB(255, 255, 255))
    let table = PictureColorist(access.profiles).colors(of: subject.slide, path: subject.path, as: manner.colors).table
    let (pixels, damaged): (RGBAImage, Int)
    do throws(SlideReadFailure) {
      (pixels, damaged) = try drawing.pixels(of: subject.slide, region, size: size, colors: table)
    } catch {
      throw .pixels(path: subject.path, error)
    }
    let heat = subject.heat.flatMap {
      HeatLayer(
        $0.tiles, quantity: .attention, manner: $0.manner, region: region,
        picture: PixelSize(width: pixels.width, height: pixels.height), depth: manner.depth)
    }
    return Rendering(
      cells: drawing.cells(pixels, heat: heat, size: size, symbols: manner.symbols), size: size, damaged: damaged)
  }

  private func open(_ slide: SlideToOpen) throws(PictureFailure) -> any SlideSource {
    do throws(SlideOpenFailure) { return try access.opener.open(slide) } catch { throw .slide(error) }
  }

  /// The tiles of a slide, by its index, and how they lie over it; `nil` where they do not.
  private func heat(
    _ overlay: HeatShown, _ slide: Int, of file: CaseFile
  ) throws -> (tiles: SlideTiles, manner: HeatManner)? {
    guard overlay.showsModel else { return nil }
    let tiles = try tiles(of: file)
    let top = TileTour.tiles(of: tiles.read, by: .attention).filter { $0.slide == slide }.map(\.site)
    return overlay.manner(opacity: 0.5, tiles: top).map { (tiles.slide(slide), $0) }
  }

  private func tiles(of file: CaseFile) throws -> PictureTiles {
    guard let result = file.finding?.resultFile else { throw RenderFailure.noTiles(caseID: file.id) }
    do { return try access.tiles(result) } catch { throw PictureFailure.tiles(error) }
  }
}

/// Why there is nothing to draw.
package enum RenderFailure: Error, Hashable, Sendable {
  /// The case has `count` slides, and none of that number.
  case noSlide(caseID: String, number: Int, count: Int)
  /// The case was not scored, or its finding has no tiles.
  case noTiles(caseID: String)
}
