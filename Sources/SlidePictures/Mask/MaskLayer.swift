import Basics
import Microscopy
import TerminalKit

/// The tissue mask over a picture: a line about the tissue, and what is left out in strokes.
///
/// It is drawn in squares, two across a cell and four down, as finely as block characters show it. Each is what most
/// of the slide under it is.
public struct MaskLayer: Sendable {
  private let columns: Int
  private let rows: Int
  /// One a square, row-major.
  private let squares: [TissuePlace]
  /// What the picture says of it.
  public let legend: MaskLegend

  /// Side of a square, px.
  static let side = HeatOutline.line

  /// The mask over a picture of `picture` px.
  ///
  /// - Parameters:
  ///   - map: of the slide as it was scanned.
  ///   - frame: what the picture shows, level-0 px of the slide as it lies on the screen.
  ///   - orientation: how it lies.
  public init(_ map: TissueMap, frame: SlideRegion, orientation: Orientation = .upright, picture: PixelSize) {
    columns = (picture.width + Self.side - 1) / Self.side
    rows = (picture.height + Self.side - 1) / Self.side
    let (across, down) = (Double(picture.width) / frame.width, Double(picture.height) / frame.height)
    let horizontal = Self.steps(columns).map { frame.x + $0 / across }
    let vertical = Self.steps(rows).map { frame.y + $0 / down }
    // Each axis of the screen is one of the slide's, so that a place is found along each by itself.
    let xs = horizontal.map { orientation.slide($0, 0) }.map { orientation.isAcross ? $0.y : $0.x }
    let ys = vertical.map { orientation.slide(0, $0) }.map { orientation.isAcross ? $0.x : $0.y }
    let (columnsOfMap, rowsOfMap) = (xs.map(map.pixel), ys.map(map.pixel))
    var squares = [TissuePlace](repeating: .glass, count: columns * rows)
    var counts = [Int](repeating: 0, count: TissuePlace.allCases.count)
    for row in 0..<rows {
      for column in 0..<columns {
        for index in counts.indices { counts[index] = 0 }
        for y in 0..<Self.samples {
          for x in 0..<Self.samples {
            let (one, other) = (columnsOfMap[column * Self.samples + x], rowsOfMap[row * Self.samples + y])
            let place = orientation.isAcross ? map.place(other, one) : map.place(one, other)
            counts[Int(place.rawValue)] += 1
          }
        }
        squares[row * columns + column] = Self.most(counts)
      }
    }
    self.squares = squares
    legend = .known(map.areasMM2, isBlurred: map.isBlurred)
  }

  /// Places that are looked at along the side of a square.
  private static let samples = 4

  /// Where these are along `count` squares, px.
  private static func steps(_ count: Int) -> [Double] {
    (0..<count * samples).map { (Double($0) + 0.5) * Double(side) / Double(samples) }
  }

  /// The most frequent place; of two the one that is the lesser code.
  private static func most(_ counts: [Int]) -> TissuePlace {
    let index = counts.indices.max { counts[$0] < counts[$1] || counts[$0] == counts[$1] && $0 > $1 } ?? 0
    return TissuePlace(rawValue: UInt8(index)) ?? .glass
  }

  private func place(_ column: Int, _ row: Int) -> TissuePlace { squares[row * columns + column] }

  /// Whether tissue in this square has something else beside it; the picture's own border is none.
  private func isBorder(_ column: Int, _ row: Int) -> Bool {
    place(column, row).isTissue
      && !(place(max(0, column - 1), row).isTissue && place(min(columns - 1, column + 1), row).isTissue
        && place(column, max(0, row - 1)).isTissue && place(column, min(rows - 1, row + 1)).isTissue)
  }

  // MARK: Pixels

  /// `picture` with the mask in it.
  func drawn(over picture: RGBAImage) -> RGBAImage {
    var result = picture
    let patterns = TissuePlace.allCases.map { MaskPattern($0) }
    for row in 0..<rows {
      for column in 0..<columns {
        let square = (
          x: column * Self.side..<(column + 1) * Self.side, y: row * Self.side..<(row + 1) * Self.side
        )
        if isBorder(column, row) {
          result.fill(square, with: MaskPattern.line)
        } else if let pattern = patterns[Int(place(column, row).rawValue)] {
          let opacity = pattern.isStroke(column, row) ? MaskPattern.stroke : MaskPattern.wash
          result.mix(square, with: pattern.color, opacity: opacity)
        }
      }
    }
    return result
  }

  // MARK: Letters

  /// `cells` of a picture with a letter for what most of a cell is, in black or white, whichever is told from what is
  /// under it.
  func written(over cells: [Cell], size: TerminalSize) -> [Cell] {
    cells.indices.map { index in
      guard let letter = letter(index % size.columns, index / size.columns) else { return cells[index] }
      guard let ground = cells[index].style.background else { return Cell(letter) }
      let ink = ground.relativeLuminance > 0.18 ? Palette.sixteen[0] : Palette.sixteen[15]
      return Cell(letter, style: Style(foreground: ink, background: ground))
    }
  }

  private func letter(_ column: Int, _ row: Int) -> Character? {
    let (across, down) = (BlockRenderer.pixelsPerCell.columns / Self.side, BlockRenderer.pixelsPerCell.rows / Self.side)
    var counts = [Int](repeating: 0, count: TissuePlace.allCases.count)
    var hasBorder = false
    for y in row * down..<min(rows, (row + 1) * down) {
      for x in column * across..<min(columns, (column + 1) * across) {
        counts[Int(place(x, y).rawValue)] += 1
        hasBorder = hasBorder || isBorder(x, y)
      }
    }
    let pattern = MaskPattern(Self.most(counts))
    return pattern?.letter ?? (hasBorder ? MaskPattern.lineLetter : nil)
  }
}

extension TissueMap {
  /// The mask px along an axis under a level-0 px of it.
  fileprivate func pixel(_ position: Double) -> Int {
    Int(min(1e9, max(-1, (position / level0PerPixel).rounded(.down))))
  }

  /// The place at mask px (`x`, `y`); glass outside the slide.
  fileprivate func place(_ x: Int, _ y: Int) -> TissuePlace {
    x >= 0 && y >= 0 && x < size.width && y < size.height ? places[y * size.width + x] : .glass
  }
}

extension RGBAImage {
  /// Mixes the pixels of a rectangle, as far as it lies in the picture, with a colour: 0 nothing of it, 1 nothing else.
  fileprivate mutating func mix(_ rectangle: (x: Range<Int>, y: Range<Int>), with color: RGB, opacity: Double) {
    let share = Int((opacity * 256).rounded())
    let over = [Int(color.red), Int(color.green), Int(color.blue)]
    for y in rectangle.y.clamped(to: 0..<height) {
      for x in rectangle.x.clamped(to: 0..<width) {
        let offset = (y * width + x) * 4
        for channel in 0..<3 {
          let under = Int(pixels[offset + channel])
          pixels[offset + channel] = UInt8((under * (256 - share) + over[channel] * share + 128) >> 8)
        }
      }
    }
  }
}
