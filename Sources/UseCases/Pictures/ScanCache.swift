import Basics
import Microscopy
import Synchronization

/// The pixels of slides that were read for pictures, so that a picture that moves reads only what comes in.
///
/// Pieces of one slide in one size lie on a common grid, since pictures move by whole cells; what of a picture lies in
/// pieces that are here is copied, the rest is read. What is used least recently goes first where they get too many.
final class ScanCache: Sendable {
  /// What of which slide is wanted, and in how many pixels.
  struct View: Equatable {
    let path: String
    /// Level-0 px.
    let region: SlideRegion
    let output: PixelSize
  }

  /// Reads a view: its pixels, and whether all of them could be read.
  typealias Reading = (View) throws(SlideReadFailure) -> (pixels: RGBAImage, isWhole: Bool)

  /// Bytes of pixels that are kept.
  static let usualLimit = 96 << 20
  /// Of more pieces than these a picture is not put together: reading it is as fast.
  private static let mostPieces = 8

  private let limit: Int
  private let state = Mutex(State())

  private struct State {
    var pieces: [ScanPiece] = []
    var clock = 0
    /// Counts what was forgotten: what was begun to be read before is not kept.
    var age = 0
  }

  /// A cache of at most `limit` bytes.
  init(limit: Int = usualLimit) { self.limit = limit }

  /// The pixels of `view`, of which `read` reads what is not here.
  ///
  /// - Throws: what `read` throws for the whole view.
  func pixels(of view: View, reading read: Reading) throws(SlideReadFailure) -> RGBAImage {
    let (found, age) = pieces(of: view)
    guard let grid = ScanGrid(view) else { return try read(view).pixels }
    let (used, missing) = found.covering(grid)
    if missing.isEmpty, used.count == 1, used[0].grid.size == view.output { return used[0].pixels }
    guard !used.isEmpty, missing.count <= Self.mostPieces,
      let image = try assembled(view, grid, used, missing, read)
    else {
      let whole = try read(view)
      if whole.isWhole { keep(whole.pixels, at: grid, age) }
      return whole.pixels
    }
    if !missing.isEmpty || used.count > Self.mostPieces { keep(image, at: grid, age) }
    return image
  }

  /// Reads what of `view` is not here yet.
  ///
  /// - Throws: what `read` throws.
  func prepare(_ view: View, reading read: Reading) throws(SlideReadFailure) {
    let (found, age) = pieces(of: view)
    guard let grid = ScanGrid(view) else { return }
    for area in found.covering(grid).missing {
      let part = try read(view.part(area, of: grid))
      if part.isWhole { keep(part.pixels, at: grid.moved(to: area), age) }
    }
  }

  /// Another file lies under `path` by now.
  func forget(_ path: String) {
    state.withLock { state in
      state.pieces.removeAll { $0.grid.path == path }
      state.age += 1
    }
  }

  /// Bytes that are kept by now.
  var bytes: Int { state.withLock { $0.pieces.reduce(0) { $0 + $1.pixels.pixels.count } } }

  private func pieces(of view: View) -> (found: [ScanPiece], age: Int) {
    state.withLock { state in
      guard let grid = ScanGrid(view) else { return ([], state.age) }
      state.clock += 1
      for index in state.pieces.indices where state.pieces[index].place(on: grid) != nil {
        state.pieces[index].used = state.clock
      }
      return (state.pieces.filter { $0.used == state.clock }, state.age)
    }
  }

  private func keep(_ pixels: RGBAImage, at grid: ScanGrid, _ age: Int) {
    guard pixels.pixels.count <= limit else { return }
    state.withLock { state in
      guard state.age == age else { return }
      state.clock += 1
      let piece = ScanPiece(grid: grid, pixels: pixels, used: state.clock)
      state.pieces.removeAll { $0.place(on: grid).map { $0.lies(in: grid.size) } ?? false }
      state.pieces.append(piece)
      state.pieces.sort { $0.used < $1.used }
      var bytes = state.pieces.reduce(0) { $0 + $1.pixels.pixels.count }
      while bytes > limit {
        bytes -= state.pieces.removeFirst().pixels.pixels.count
      }
    }
  }

  /// The view out of what is here and what is read; `nil` where a part cannot be read, so that the whole is tried: some
  /// failures are none for a part of a picture.
  private func assembled(
    _ view: View, _ grid: ScanGrid, _ used: [ScanPiece], _ missing: [ScanArea], _ read: Reading
  ) throws(SlideReadFailure) -> RGBAImage? {
    var image = RGBAImage(size: view.output)
    for piece in used {
      if let place = piece.place(on: grid) { image.copy(piece.pixels, to: place) }
    }
    for area in missing {
      let part: (pixels: RGBAImage, isWhole: Bool)
      do throws(SlideReadFailure) { part = try read(view.part(area, of: grid)) } catch { return nil }
      guard part.isWhole else { return nil }
      image.copy(part.pixels, to: area)
    }
    return image
  }
}

/// Where the pixels of a view lie: pixels of its size, counted from the corner of level 0.
private struct ScanGrid {
  let path: String
  /// Level-0 px that a pixel shows, across and down.
  let across: Double
  let down: Double
  /// Where it begins, pixels.
  let left: Double
  let top: Double
  let size: PixelSize

  /// `nil` where it has no pixels.
  init?(_ view: ScanCache.View) {
    guard !view.output.isEmpty, view.region.width > 0, view.region.height > 0 else { return nil }
    path = view.path
    across = view.region.width / Double(view.output.width)
    down = view.region.height / Double(view.output.height)
    (left, top) = (view.region.x / across, view.region.y / down)
    size = view.output
  }

  private init(_ grid: ScanGrid, _ area: ScanArea) {
    (path, across, down) = (grid.path, grid.across, grid.down)
    left = grid.left + Double(area.columns.lowerBound)
    top = grid.top + Double(area.rows.lowerBound)
    size = area.size
  }

  /// A part of it.
  func moved(to area: ScanArea) -> ScanGrid { ScanGrid(self, area) }

  /// Where the other lies on this one, in its pixels; `nil` where it is another slide, another size, or lies between
  /// its pixels.
  func place(of other: ScanGrid) -> ScanArea? {
    guard path == other.path, Self.isSame(across, other.across), Self.isSame(down, other.down) else { return nil }
    let (x, y) = (other.left - left, other.top - top)
    let (column, row) = (x.rounded(), y.rounded())
    guard abs(x - column) < Self.slack, abs(y - row) < Self.slack, abs(column) < 0x1p31, abs(row) < 0x1p31 else {
      return nil
    }
    return ScanArea(
      columns: Int(column)..<(Int(column) + other.size.width), rows: Int(row)..<(Int(row) + other.size.height))
  }

  /// How far a pixel may lie from another for the same, pixels: what sums that are not exact leave, far less than is
  /// seen.
  private static let slack = 0.01

  private static func isSame(_ one: Double, _ other: Double) -> Bool { abs(one - other) <= 1e-9 * one }
}

/// Pixels of a view that are kept.
private struct ScanPiece {
  let grid: ScanGrid
  let pixels: RGBAImage
  /// When it was used last.
  var used: Int

  /// Where it lies on `view`; `nil` where it has nothing in common with it.
  func place(on view: ScanGrid) -> ScanArea? {
    view.place(of: grid).flatMap { $0.overlaps(view.size) ? $0 : nil }
  }
}

/// A rectangle of pixels of a view; may reach beyond it.
private struct ScanArea {
  let columns: Range<Int>
  let rows: Range<Int>

  init(columns: Range<Int>, rows: Range<Int>) { (self.columns, self.rows) = (columns, rows) }

  init(_ size: PixelSize) { self.init(columns: 0..<size.width, rows: 0..<size.height) }

  var size: PixelSize { PixelSize(width: columns.count, height: rows.count) }

  func overlaps(_ size: PixelSize) -> Bool {
    columns.overlaps(0..<size.width) && rows.overlaps(0..<size.height)
  }

  func lies(in size: PixelSize) -> Bool {
    columns.lowerBound >= 0 && rows.lowerBound >= 0 && columns.upperBound <= size.width
      && rows.upperBound <= size.height
  }

  /// What of it lies outside of `other`: above, below, left and right of it.
  func outside(_ other: ScanArea) -> [ScanArea] {
    guard columns.overlaps(other.columns), rows.overlaps(other.rows) else { return [self] }
    let middle = rows.clamped(to: other.rows)
    return [
      ScanArea(columns: columns, rows: rows.lowerBound..<middle.lowerBound),
      ScanArea(columns: columns, rows: middle.upperBound..<rows.upperBound),
      ScanArea(columns: columns.lowerBound..<max(columns.lowerBound, other.columns.lowerBound), rows: middle),
      ScanArea(columns: min(columns.upperBound, other.columns.upperBound)..<columns.upperBound, rows: middle),
    ].filter { !$0.columns.isEmpty && !$0.rows.isEmpty }
  }
}

extension [ScanPiece] {
  /// Those of which a view is put together, those that have most of it first, and what none of them has.
  fileprivate func covering(_ grid: ScanGrid) -> (used: [ScanPiece], missing: [ScanArea]) {
    var used: [ScanPiece] = []
    var missing = [ScanArea(grid.size)]
    for piece in sorted(by: { $0.pixels.pixels.count > $1.pixels.pixels.count }) {
      guard let place = piece.place(on: grid), missing.contains(where: { $0.overlaps(place) }) else { continue }
      used.append(piece)
      missing = missing.flatMap { $0.outside(place) }
    }
    return (used, missing)
  }
}

extension ScanArea {
  fileprivate func overlaps(_ other: ScanArea) -> Bool {
    columns.overlaps(other.columns) && rows.overlaps(other.rows)
  }
}

extension ScanCache.View {
  /// A part of the view, in its pixels.
  fileprivate func part(_ area: ScanArea, of grid: ScanGrid) -> ScanCache.View {
    ScanCache.View(
      path: path,
      region: SlideRegion(
        x: (grid.left + Double(area.columns.lowerBound)) * grid.across,
        y: (grid.top + Double(area.rows.lowerBound)) * grid.down, width: Double(area.columns.count) * grid.across,
        height: Double(area.rows.count) * grid.down),
      output: area.size)
  }
}

extension RGBAImage {
  /// Copies what of `piece` lies on this image, its corner at that of `place`.
  fileprivate mutating func copy(_ piece: RGBAImage, to place: ScanArea) {
    let columns = place.columns.clamped(to: 0..<width)
    let rows = place.rows.clamped(to: 0..<height)
    guard !columns.isEmpty else { return }
    let (own, count) = (width, columns.count * 4)
    pixels.withUnsafeMutableBytes { target in
      piece.pixels.withUnsafeBytes { source in
        for row in rows {
          let from = ((row - place.rows.lowerBound) * piece.width + columns.lowerBound - place.columns.lowerBound) * 4
          let to = (row * own + columns.lowerBound) * 4
          UnsafeMutableRawBufferPointer(rebasing: target[to..<(to + count)]).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: source[from..<(from + count)]))
        }
      }
    }
  }
}
