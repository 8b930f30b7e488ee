import TerminalKit

/// How pictures lie on a sheet: in columns that fit its width, each with its name and, where there is one, a line of
/// legend below.
package struct ContactSheet: Hashable, Sendable {
  /// The cells of each picture.
  package let picture: TerminalSize
  /// How many pictures stand side by side.
  package let across: Int
  private let count: Int
  private let lines: Int

  /// Free columns between two pictures.
  private static let gap = 2
  /// Columns of a picture where no size is asked for.
  private static let usual = 24...40

  /// A sheet of `count` pictures in `columns` cells.
  ///
  /// - Parameters:
  ///   - picture: the size of each; default: as wide as the sheet allows, from 24 to 40 columns, and three quarters as
  ///     high.
  ///   - lines: of text below each.
  package init(of count: Int, columns: Int, picture: TerminalSize?, lines: Int) {
    self.count = max(1, count)
    self.lines = lines
    let least = picture?.columns ?? Self.usual.lowerBound
    across = min(self.count, max(1, (columns + Self.gap) / (least + Self.gap)))
    let room = (columns + Self.gap) / across - Self.gap
    let width = max(1, min(Self.usual.upperBound, room))
    // A cell is twice as high as wide.
    self.picture = picture ?? TerminalSize(columns: width, rows: max(1, width * 3 / 8))
  }

  /// The cells of the whole.
  package var size: TerminalSize {
    let down = (count + across - 1) / across
    return TerminalSize(
      columns: across * (picture.columns + Self.gap) - Self.gap, rows: down * (height + 1) - 1)
  }

  /// Where the picture of `index`, from 0, stands.
  package func place(of index: Int) -> Rect {
    Rect(
      column: index % across * (picture.columns + Self.gap), row: index / across * (height + 1),
      columns: picture.columns, rows: picture.rows)
  }

  /// Rows of a picture with its text.
  private var height: Int { picture.rows + lines }
}
