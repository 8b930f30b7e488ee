/// A secret being typed: dots on the screen, and wherever it is described or dumped. Two fields are equal where as much
/// was typed into both, so that no comparison, and no message about one, tells what.
public struct SecretField: Equatable, Sendable {
  private var scalars: [Unicode.Scalar] = []

  /// Unicode scalars that are taken; more are not.
  public static let limit = 1024

  /// An empty field.
  public init() {}

  /// What was typed, for whoever opens something with it.
  public var secret: String { String(String.UnicodeScalarView(scalars)) }

  /// Whether nothing was typed.
  public var isEmpty: Bool { scalars.isEmpty }

  /// Edits the secret at its end. Returns whether the key was one of editing.
  public mutating func press(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .backspace, .control("h"): if !scalars.isEmpty { scalars.removeLast() }
    case .control("u"), .control("w"): clear()
    case .delete, .left, .right, .home, .end, .control, .enter, .escape, .tab, .backTab, .up, .down, .pageUp, .pageDown,
      .function, .shiftUp, .shiftDown, .shiftLeft, .shiftRight:
      return false
    }
    return true
  }

  /// Takes all of `text`, or nothing where it has a line break or another control character, or where it is too long.
  ///
  /// - Returns: whether it was taken.
  @discardableResult
  public mutating func insert(_ text: String) -> Bool {
    let new = text.unicodeScalars
    let isLine = new.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    guard isLine, scalars.count + new.count <= Self.limit else { return false }
    scalars += new
    return true
  }

  /// Forgets what was typed; its place is overwritten first.
  public mutating func clear() {
    for index in scalars.indices { scalars[index] = " " }
    scalars.removeAll()
  }

  /// Whether as much was typed into both.
  public static func == (left: SecretField, right: SecretField) -> Bool { left.scalars.count == right.scalars.count }

  /// Draws a dot for each character that was typed, as many as fit, into the first row of `area`.
  public func draw(on screen: inout Screen, in area: Rect, theme: Theme, isFocused: Bool) {
    let line = area.splitRows(1).0
    guard !line.isEmpty else { return }
    screen.fill(line, style: theme[.background].overlaid(by: theme[.input]))
    let dots = min(secret.count, line.columns - 1)
    let text = String(repeating: "•", count: dots)
    screen.write(text, column: line.column, row: line.row, columns: line.columns, style: theme[.input])
    if isFocused { screen.cursor = (line.column + dots, line.row) }
  }
}

extension SecretField: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private static let dots = "••••••••"

  /// Dots, always the same number of them.
  public var description: String { Self.dots }

  /// Dots, always the same number of them.
  public var debugDescription: String { Self.dots }

  /// Dots without anything below them.
  public var customMirror: Mirror { Mirror(reflecting: Self.dots) }
}
