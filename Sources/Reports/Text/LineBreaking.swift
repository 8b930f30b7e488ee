extension TextStyle {
  /// `text` in lines no wider than `width`, broken at spaces; a word that is too long is broken within.
  func lines(_ text: String, width: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in PlainText.printed(text).split(separator: " ").flatMap({ pieces(String($0), width: width) }) {
      let longer = line.isEmpty ? word : line + " " + word
      if !line.isEmpty && self.width(longer) > width {
        lines.append(line)
        line = word
      } else {
        line = longer
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  private func pieces(_ word: String, width: Double) -> [String] {
    guard self.width(word) > width else { return [word] }
    var pieces: [String] = []
    var piece = ""
    for character in word {
      if !piece.isEmpty && self.width(piece + String(character)) > width {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return pieces + [piece]
  }

  /// `text` cut to `width` with an ellipsis.
  func fitted(_ text: String, width: Double) -> String {
    guard self.width(text) > width else { return text }
    var short = text
    while !short.isEmpty && self.width(short + "…") > width { short.removeLast() }
    return short + "…"
  }

  /// The widest word, which a column must hold, and the whole text on one line.
  func widths(_ text: String) -> (word: Double, line: Double) {
    let cleaned = PlainText.printed(text)
    return (cleaned.split(separator: " ").reduce(0) { max($0, width(String($1))) }, width(cleaned))
  }
}
