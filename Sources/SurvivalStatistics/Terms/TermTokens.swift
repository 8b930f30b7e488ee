/// A word of the language of terms.
enum TermToken: Hashable {
  case number(Double)
  /// A column's or a function's name; `quoted` by back-quotes, and then always a column.
  case name(String, quoted: Bool)
  case word(String)
  case operation(TermOperator)
  case open
  case close
  case comma
}

/// The text of terms as tokens, each with the 1-based position of its first character and its text.
struct TermTokens {
  struct Placed {
    let token: TermToken
    let position: Int
    let text: String
  }

  private let characters: [Character]
  private var index = 0
  private(set) var tokens: [Placed] = []

  init(_ text: String) throws(TermFailure) {
    characters = Array(text)
    while index < characters.count {
      let start = index
      guard let token = try next() else { continue }
      tokens.append(Placed(token: token, position: start + 1, text: String(characters[start..<index])))
    }
  }

  /// The next token; `nil` where there was only space.
  private mutating func next() throws(TermFailure) -> TermToken? {
    let character = characters[index]
    if character.isWhitespace {
      index += 1
      return nil
    }
    if let mark = Self.marks[character] {
      index += 1
      return mark
    }
    if character == "`" { return .name(try quoted(), quoted: true) }
    if character == "\"" || character == "'" { return .word(try quoted()) }
    if let operation = operation() { return .operation(operation) }
    if let number = number() { return .number(number) }
    return .name(try name(), quoted: false)
  }

  private static let marks: [Character: TermToken] = ["(": .open, ")": .close, ",": .comma]

  private mutating func operation() -> TermOperator? {
    let pair = String(characters[index..<min(index + 2, characters.count)])
    guard let found = TermOperator(rawValue: pair) ?? TermOperator(rawValue: String(characters[index])) else {
      return nil
    }
    index += found.rawValue.count
    return found
  }

  private mutating func quoted() throws(TermFailure) -> String {
    let start = index
    guard let end = characters[(start + 1)...].firstIndex(of: characters[start]) else {
      throw .unexpected(
        term: String(characters[start...]), position: characters.count + 1, found: nil, expected: .quotation)
    }
    index = end + 1
    return String(characters[start + 1..<end])
  }

  /// Digits with a point and an exponent, as far as they make a number.
  private mutating func number() -> Double? {
    guard Self.isDigit(characters[index]) || (characters[index] == "." && isDigit(index + 1)) else { return nil }
    var end = skipDigits(index)
    if end < characters.count, characters[end] == "." { end = skipDigits(end + 1) }
    if end < characters.count, characters[end] == "e" || characters[end] == "E" {
      let sign = end + 1 < characters.count && "+-".contains(characters[end + 1]) ? 1 : 0
      if isDigit(end + 1 + sign) { end = skipDigits(end + 1 + sign) }
    }
    defer { index = end }
    return Double(String(characters[index..<end]))
  }

  private func skipDigits(_ start: Int) -> Int {
    characters[start...].firstIndex { !Self.isDigit($0) } ?? characters.count
  }

  private func isDigit(_ index: Int) -> Bool { index < characters.count && Self.isDigit(characters[index]) }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private mutating func name() throws(TermFailure) -> String {
    let start = index
    while index < characters.count, Self.isPartOfName(characters[index]) { index += 1 }
    guard index > start else {
      let found = String(characters[start])
      throw .unexpected(term: found, position: start + 1, found: found, expected: .value)
    }
    return String(characters[start..<index])
  }

  private static func isPartOfName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "."
  }
}
