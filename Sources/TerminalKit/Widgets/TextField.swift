/// A line of text being typed, with its cursor.
public struct TextField: Hashable, Sendable {
  /// The text that was typed.
  public private(set) var text: String
  /// Characters left of the cursor.
  public private(set) var cursor: Int
  /// Characters that fit; more are not taken.
  public let limit: Int

  /// A field that holds `text`, the cursor behind it.
  public init(_ text: String = "", limit: Int = 2000) {
    self.text = text
    self.limit = limit
    cursor = text.count
  }

  /// Edits the text. Returns whether the key was one of editing.
  public mutating func press(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(character)
    case .backspace, .control("h"): remove(at: cursor - 1)
    case .delete, .control("d"): remove(at: cursor)
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .control("w"): removeWord()
    case .control("u"): removeToStart()
    case .control, .enter, .escape, .tab, .backTab, .up, .down, .pageUp, .pageDown, .function: return false
    }
    return true
  }

  /// Inserts pasted text; line breaks and tabs become blanks.
  ///
  /// - Returns: how many of its characters did not fit or cannot be shown.
  @discardableResult
  public mutating func insert(_ pasted: String) -> Int {
    var left = 0
    for character in pasted {
      let before = text.unicodeScalars.count
      insert(character.isNewline || character == "\t" ? " " : character)
      if text.unicodeScalars.count == before { left += 1 }
    }
    return left
  }

  private mutating func insert(_ character: Character) {
    guard TextWidth.isPrintable(character), text.count < limit else { return }
    let before = text.count
    text.insert(character, at: text.index(text.startIndex, offsetBy: cursor))
    // A combining mark joins the character before it.
    cursor += text.count - before
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
