import Basics
import Casework
import Files
import SlidePictures
import TerminalKit

/// Pictures of slides, cases, PNG and JPEG files as bytes: one of them, or a sheet of several with their names.
package struct RenderPictures: Sendable {
  private let render: RenderSlide
  private let reason: @Sendable (any Error) -> String
  private let png: @Sendable (RGBAImage) throws -> [UInt8]

  /// - Parameters:
  ///   - render: draws each.
  ///   - png: makes a PNG in true colour.
  ///   - reason: why there is no picture, in a sentence.
  package init(
    _ render: RenderSlide, png: @escaping @Sendable (RGBAImage) throws -> [UInt8],
    reason: @escaping @Sendable (any Error) -> String
  ) {
    self.render = render
    self.reason = reason
    self.png = png
  }

  /// A picture that is wanted; its slide is opened when its turn comes.
  package struct Entry {
    /// What stands below it on a sheet.
    package let name: String
    /// Opens the slide.
    package let open: () throws -> RenderSlide.Subject

    package init(name: String, open: @escaping () throws -> RenderSlide.Subject) {
      self.name = name
      self.open = open
    }
  }

  /// What came of it.
  package struct Outcome {
    /// What is printed, or written into a file.
    package let bytes: [UInt8]
    /// Parts that are damaged, by the paths of their slides.
    package let damaged: [(path: String, count: Int)]
    /// Why pictures of a sheet are missing.
    package let failures: [any Error]
  }

  /// What `names` name, each slide by itself: files, and the cases of the casebook at the path `casebook`. A case that
  /// cannot be had says so when its turn comes.
  ///
  /// - Parameter caseFile: the case of a name.
  /// - Throws: that something of the model is wanted over a slide without a case, or that the picture would take the
  ///   place of a slide.
  package func entries(
    named names: [String], _ wishes: RenderWishes, casebook: String, caseFile: (String) throws -> CaseFile
  ) throws(RenderFailure) -> [Entry] {
    let hasCases = FilePaths.isFile(casebook)
    var entries: [Entry] = []
    for name in names {
      if !hasCases || name.contains("/") || FilePaths.isFile(name) || FilePaths.isFolder(name) {
        guard wishes.overlay.isNone else { throw .wishes(.overlayOfFile) }
        try requireOther(than: name, wishes)
        entries.append(entry(file: FilePaths.absolute(name)))
        continue
      }
      let file: CaseFile
      do { file = try caseFile(name) } catch {
        entries.append(Entry(name: name) { throw error })
        continue
      }
      for slide in file.record.slides { try requireOther(than: slide.path, wishes) }
      let number = wishes.isSheet ? wishes.slide : wishes.slide ?? 1
      entries += self.entries(of: file, slide: number, overlay: wishes.overlay)
    }
    return entries
  }

  /// Requires that the slide at `path` is not the file that is written.
  private func requireOther(than path: String, _ wishes: RenderWishes) throws(RenderFailure) {
    if let file = wishes.file, FilePaths.areSame(file, path) { throw .wishes(.fileOfSubject) }
  }

  private func entries(of file: CaseFile, slide number: Int?, overlay: HeatShown) -> [Entry] {
    let count = file.record.slides.count
    return (number.map { [$0] } ?? Array(1...max(1, count))).map { number in
      Entry(name: count > 1 ? "\(file.id) slide \(number)" : file.id) {
        try render.slide(number, of: file, overlay: overlay)
      }
    }
  }

  private func entry(file path: String) -> Entry {
    Entry(name: path.split(separator: "/").last.map { String($0) } ?? path) { try render.file(path) }
  }

  /// What is wished of `entries`, for `place`.
  ///
  /// - Throws: that wishes do not go together; of one picture, why there is none.
  package func callAsFunction(
    _ entries: [Entry], _ wishes: RenderWishes, for place: RenderWishes.Place
  ) throws -> Outcome {
    let manner = try wishes.manner(of: entries.count, for: place)
    if wishes.isSheet {
      return try sheet(entries, columns: wishes.sheetColumns(manner), picture: wishes.size, manner)
    }
    guard let entry = entries.first else { return Outcome(bytes: [], damaged: [], failures: []) }
    return try one(entry, manner)
  }

  /// The picture of `entry`.
  ///
  /// - Throws: why there is none.
  private func one(_ entry: Entry, _ manner: RenderSlide.Manner) throws -> Outcome {
    let subject = try entry.open()
    let rendering = try render(subject, manner)
    let damaged = rendering.damaged > 0 ? [(subject.path, rendering.damaged)] : []
    return Outcome(bytes: try bytes(rendering, manner), damaged: damaged, failures: [])
  }

  /// Those of `entries` with their names, in columns that fit `columns` cells. One that cannot be read says why in its
  /// place.
  ///
  /// - Parameter picture: the cells of each; default: see ``ContactSheet``.
  /// - Throws: that the sheet cannot be made a PNG.
  private func sheet(
    _ entries: [Entry], columns: Int, picture: TerminalSize?, _ manner: RenderSlide.Manner
  ) throws -> Outcome {
    let layout = ContactSheet(of: entries.count, columns: columns, picture: picture, lines: manner.hasLegend ? 2 : 1)
    var canvas = SheetCanvas(layout.size, manner)
    var each = manner
    (each.box, each.cell) = (layout.picture, PixelText.cell)
    if let size = picture {
      (each.framing.width, each.framing.height) = canvas.units(size)
    }
    var (damaged, failures): ([(String, Int)], [any Error]) = ([], [])
    for (index, entry) in entries.enumerated() {
      let place = layout.place(of: index)
      do {
        let subject = try entry.open()
        let rendering = try render(subject, each)
        canvas.put(rendering, at: place)
        if rendering.damaged > 0 { damaged.append((subject.path, rendering.damaged)) }
      } catch {
        failures.append(error)
        canvas.put(reason(error), at: place)
      }
      canvas.put(name: entry.name, below: place)
    }
    return Outcome(bytes: try canvas.bytes(writer(manner)), damaged: damaged, failures: failures)
  }

  private func writer(_ manner: RenderSlide.Manner) -> PictureBytes {
    PictureBytes(format: manner.format, depth: manner.depth, cell: manner.cell, png: png)
  }

  /// The picture with its legend below.
  private func bytes(_ rendering: RenderSlide.Rendering, _ manner: RenderSlide.Manner) throws -> [UInt8] {
    let writer = writer(manner)
    switch rendering.drawn {
    case .cells(let cells, let size):
      let picture = SGRWriter.text(cells, size: size, depth: manner.depth)
      guard let legend = rendering.legend else { return picture }
      var line = Screen(size: TerminalSize(columns: size.columns, rows: 1))
      line.write([legend(size.columns)], in: Rect(column: 0, row: 0, columns: size.columns, rows: 1))
      return picture + writer.bytes(line)
    case .pixels(let image):
      guard let legend = rendering.legend else { return try writer.bytes(image) }
      return try writer.bytes(image.with(legend(image.width / PixelText.cell.width)))
    }
  }
}

extension RGBAImage {
  /// The picture with `line` below it.
  fileprivate func with(_ line: Line) -> RGBAImage {
    var whole = RGBAImage(width: width, height: height + PixelText.cell.height, filledWith: RGB(255, 255, 255))
    whole.put(self, x: 0, y: 0)
    PixelText.write(line, on: &whole, x: 0, y: height, columns: width / PixelText.cell.width)
    return whole
  }
}
