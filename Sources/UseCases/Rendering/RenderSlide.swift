import Basics
import Casework
import Microscopy
import SlidePictures
import TerminalKit
import Workstation

/// One picture of a slide, for a command that prints it.
package struct RenderSlide: Sendable {
  let access: PictureAccess
  private let colorist: PictureColorist

  /// Pictures of what `access` reads.
  package init(_ access: PictureAccess) {
    self.access = access
    colorist = PictureColorist(access.profiles)
  }

  /// Which slide is drawn.
  package struct Subject: Sendable {
    /// As a person knows it.
    package let path: String
    fileprivate let slide: any SlideSource
    fileprivate let heat: Heat?
    /// How its tissue mask is found; `nil` where that is not wanted.
    fileprivate var mask: (@Sendable () throws(PictureFailure) -> TissueMap)?
  }

  /// The tiles of a slide, and how they lie over it.
  fileprivate struct Heat: Sendable {
    let tiles: SlideTiles
    let shown: HeatShown
    let manner: HeatManner
    /// How many tiles of the case have a frame where these alone are shown.
    let highest: Int
    /// How the numbers were found, in words.
    let note: String?
  }

  /// How it is drawn.
  package struct Manner: Sendable {
    /// What it is made of.
    package var format: PictureFormat
    /// Which part of the slide it shows, and how large it is: in cells, or in pixels where it is made of these.
    package var framing: PictureFraming
    /// The cells that it fills where no size is asked for.
    package var box: TerminalSize
    /// The pixels of a cell.
    package var cell: PixelSize
    /// Of which characters.
    package var symbols: BlockSymbols
    /// In how many colours; pixels have all.
    package var depth: ColorDepth
    /// All stains or one, through the slide's ICC profile or not.
    package var colors: PictureColors
    /// Whether the line that says what the heat map means stands below it.
    package var hasLegend: Bool

    /// Default: the whole slide in block characters and true colour, all stains, through the slide's ICC profile.
    package init(
      format: PictureFormat = .ansi, framing: PictureFraming = PictureFraming(), box: TerminalSize,
      cell: PixelSize = PixelText.cell, symbols: BlockSymbols = .blockElements, depth: ColorDepth = .trueColor,
      colors: PictureColors = PictureColors(), hasLegend: Bool = false
    ) {
      self.format = format
      self.framing = framing
      self.box = box
      self.cell = cell
      self.symbols = symbols
      self.depth = depth
      self.colors = colors
      self.hasLegend = hasLegend
    }

    fileprivate var unit: PictureFraming.Unit {
      switch format {
      case .ansi: .cells(samplesPerColumn: PictureSymbols(finestOf: symbols).samplesPerColumn(depth))
      case .png, .kitty, .sixel: .pixels
      }
    }

    /// The size where none is asked for, in units of the format.
    fileprivate var usualSize: PixelSize {
      switch format {
      case .ansi: PixelSize(width: box.columns, height: box.rows)
      case .png, .kitty, .sixel: PixelSize(width: box.columns * cell.width, height: box.rows * cell.height)
      }
    }

    /// The colours in which it is drawn.
    fileprivate var shownDepth: ColorDepth {
      switch format {
      case .ansi: depth
      case .png, .kitty, .sixel: .trueColor
      }
    }
  }

  /// What came of it.
  package struct Rendering: Sendable {
    /// The picture.
    package let drawn: Drawn
    /// What of the slide it shows, level-0 px.
    package let region: SlideRegion
    /// What the heat map means, for a line of so many columns; `nil` where there is none or none was wanted.
    package let legend: (@Sendable (_ columns: Int) -> Line)?
    /// How many parts of the slide show as background, because no level of it holds them whole.
    package let damaged: Int
  }

  /// A picture.
  package enum Drawn: Sendable {
    /// Row after row.
    case cells([Cell], TerminalSize)
    /// Opaque.
    case pixels(RGBAImage)
  }

  /// How strongly colours lie over the tissue, percent.
  private static let opacity = 50

  /// A slide file, a PNG or a JPEG, without a case.
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
    var subject = Subject(path: record.path, slide: slide, heat: try heat(overlay, number - 1, of: file))
    if overlay.showsMask { subject.mask = try mask(number - 1, of: file) }
    return subject
  }

  /// The picture of `subject`.
  ///
  /// - Throws: a ``PictureFailure``: that nothing of the region can be read; ``RenderFailure``: that part,
  ///   magnification and size do not go together.
  package func callAsFunction(_ subject: Subject, _ manner: Manner) throws -> Rendering {
    let frame: PictureFraming.Frame
    do throws(PictureFraming.Failure) {
      frame = try manner.framing.frame(of: subject.slide.description, in: manner.unit, box: manner.usualSize)
    } catch {
      throw RenderFailure.framing(path: subject.path, error)
    }
    let drawing = PictureDrawing(depth: manner.shownDepth, background: RGB(255, 255, 255))
    let table = colorist.colors(of: subject.slide, path: subject.path, as: manner.colors).table
    let (pixels, damaged) = try pixels(of: subject, frame, manner, drawing, table)
    let layer = subject.heat.flatMap { heat in
      HeatLayer(
        heat.tiles, quantity: .attention, manner: heat.manner, region: frame.region, picture: pixels.size,
        tissue: manner.hasLegend ? heat.tissue(of: subject.slide, drawing, table) : nil, note: heat.note,
        depth: manner.shownDepth)
    }
    let mask = try subject.mask.map { MaskLayer(try $0(), frame: frame.region, picture: pixels.size) }
    let words = mask.map { maskWords($0.legend, manner.shownDepth) } ?? legend(layer?.legend, subject.heat)
    return Rendering(
      drawn: drawn(pixels, layer, mask, frame.size, manner, drawing), region: frame.region,
      legend: manner.hasLegend ? words : nil, damaged: damaged)
  }

  private func pixels(
    of subject: Subject, _ frame: PictureFraming.Frame, _ manner: Manner, _ drawing: PictureDrawing,
    _ table: ColorTable?
  ) throws(PictureFailure) -> (RGBAImage, Int) {
    let output =
      switch manner.format {
      case .ansi:
        PixelSize(
          width: frame.size.width * BlockRenderer.pixelsPerCell.columns,
          height: frame.size.height * BlockRenderer.pixelsPerCell.rows)
      case .png, .kitty, .sixel: frame.size
      }
    do throws(SlideReadFailure) {
      let scan = try drawing.scan(of: subject.slide, frame.region, output: output)
      return (drawing.shown(scan.pixels, table), scan.damaged)
    } catch {
      throw .pixels(path: subject.path, error)
    }
  }

  private func drawn(
    _ pixels: RGBAImage, _ heat: HeatLayer?, _ mask: MaskLayer?, _ size: PixelSize, _ manner: Manner,
    _ drawing: PictureDrawing
  ) -> Drawn {
    let masked = drawing.masked(pixels, by: mask)
    switch manner.format {
    case .ansi:
      let size = TerminalSize(columns: size.width, rows: size.height)
      let cells = drawing.cells(masked, heat: heat, size: size, symbols: manner.symbols)
      return .cells(drawing.masked(cells, size: size, by: mask), size)
    case .png, .kitty, .sixel: return .pixels(drawing.overlaid(masked, by: heat))
    }
  }

  /// As the workstation says it, in no colours but those of the map: what it is printed on is not known.
  private func legend(_ legend: HeatLegend?, _ heat: Heat?) -> (@Sendable (Int) -> Line)? {
    guard let legend, let heat else { return nil }
    return { columns in
      HeatLegendLine(
        legend, of: heat.shown, theme: .monochrome, opacity: Self.opacity, highest: heat.highest
      ).line(columns: columns)
    }
  }

  private func maskWords(_ legend: MaskLegend, _ depth: ColorDepth) -> @Sendable (Int) -> Line {
    { MaskLegendLine(legend, theme: .monochrome, depth: depth).shortened(columns: $0) }
  }

  private func open(_ slide: SlideToOpen) throws(PictureFailure) -> any SlideSource {
    do throws(SlideOpenFailure) { return try access.opener.open(slide) } catch { throw .slide(error) }
  }

  /// The tiles of a slide, by its index, and how they lie over it; `nil` where they do not.
  private func heat(_ overlay: HeatShown, _ slide: Int, of file: CaseFile) throws -> Heat? {
    guard overlay.showsModel else { return nil }
    let tiles = try tiles(of: file)
    let tour = TileTour.tiles(of: tiles.read, by: .attention)
    let sites = tour.filter { $0.slide == slide }.map(\.site)
    return overlay.manner(opacity: Double(Self.opacity) / 100, tiles: sites).map {
      Heat(
        tiles: tiles.slide(slide), shown: overlay, manner: $0, highest: tour.count, note: tiles.notes[.attention])
    }
  }

  private func tiles(of file: CaseFile) throws -> PictureTiles {
    guard let result = file.finding?.resultFile else { throw RenderFailure.noTiles(caseID: file.id) }
    do { return try access.tiles(result) } catch { throw PictureFailure.tiles(error) }
  }
}

extension RenderSlide.Heat {
  /// The mean colour of the tissue, which only colours are mixed with; `nil` where it is not needed or cannot be read.
  func tissue(of slide: any SlideSource, _ drawing: PictureDrawing, _ table: ColorTable?) -> RGB? {
    switch manner {
    case .outlines, .contours, .dimmed, .tiles: nil
    case .colours: try? drawing.tissueColor(of: slide, tiles, colors: table)
    }
  }
}

/// Why there is nothing to draw.
package enum RenderFailure: Error, Hashable, Sendable {
  /// The case has `count` slides, and none of that number.
  case noSlide(caseID: String, number: Int, count: Int)
  /// The case was not scored, or its finding has no tiles.
  case noTiles(caseID: String)
  /// Part, magnification and size of the picture of the slide at `path` do not go together.
  case framing(path: String, PictureFraming.Failure)
  /// What is wanted does not go together.
  case wishes(RenderWishes.Problem)
  /// The picture cannot be made a PNG, for the reason that is told.
  case notEncoded(detail: String)
}
