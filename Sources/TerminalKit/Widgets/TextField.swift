import Basics

/// A line of text being typed, with its cursor. Its text is composed (Unicode NFC): what is typed mark by mark, or
/// pasted in pieces, is the same text as what comes whole.
public struct TextField: Hashable, Sendable {
  /// The text that was typed.
  public private(set) var text: String
  /// Characters left of the cursor.
  public private(set) var cursor: Int
  /// Unicode scalars that fit; more are not taken.
  public let limit: Int

  /// Why text was not taken; nothing of it was.
  public enum Refusal: Error, Equatable, Sendable {
    /// The text would have `length` Unicode scalars where `limit` fit.
    case tooLong(length: Int, limit: Int)
    /// A character that cannot be shown: a control character, one that turns the direction of the line, a mark on
    /// nothing.
    case unprintable
  }

  /// A field that holds `text`, the cursor behind it.
  public init(_ text: String = "", limit: Int = 2000) {
    self.text = ComposedText.composed(text)
    self.limit = limit
    cursor = self.text.count
  }

  /// Edits the text. Returns whether the key was one of editing; what does not fit or cannot be shown is not taken.
  public mutating func press(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .backspace, .control("h"): remove(at: cursor - 1)
    case .delete, .control("d"): remove(at: cursor)
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .control("w"): removeWord()
    case .control("u"): removeToStart()
    case .control, .enter, .escape, .tab, .backTab, .up, .down, .pageUp, .pageDown, .function, .shiftUp, .shiftDown,
      .shiftLeft, .shiftRight:
      return false
    }
    return true
  }

  /// Inserts text at the cursor, all of it or nothing; line breaks and tabs become blanks. A mark, a joiner or a sign
  /// that varies another joins the character before it.
  ///
  /// - Returns: why nothing was taken, or `nil`.
  @discardableResult
  public mutating func insert(_ inserted: String) -> Refusal? {
    let new = inserted.map { $0.isNewline || $0 == "\t" ? " " : String($0) }.joined()
    let left = ComposedText.composed(text.prefix(cursor) + new)
    guard left.dropFirst(max(0, cursor - 1)).allSatisfy(TextWidth.isPrintable) else { return .unprintable }
    let whole = ComposedText.composed(left + text.dropFirst(cursor))
    let length = whole.unicodeScalars.count
    guard length <= limit else { return .tooLong(length: length, limit: limit) }
    text = whole
    cursor = min(left.count, whole.count)
    return nil
  }

  private mutating func remove(at offset: Int) {
    guard offset >= 0, offset < text.count else { return }
    text.remove(at: text.index(text.startIndex, offsetBy: offset))
    cursor = offset
  }

  private mutating func removeToStart() {
    text = String(text.dropFirst(cursor))
    cursor = 0
  }

  private mutating func removeWord() {
    let before = text.prefix(cursor)
    let kept = before.reversed().drop { $0 == " " }.drop { $0 != " " }
    text = String(kept.reversed()) + text.dropFirst(cursor)
    cursor = kept.count
  }
}
