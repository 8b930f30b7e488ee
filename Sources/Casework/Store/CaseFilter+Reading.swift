import Basics
import Tables

extension CaseFilter {
  /// Reads a filter as it is typed; of an empty text every case passes.
  ///
  /// - Throws: the first mistake, with its word and its place.
  public init(_ text: String) throws(CaseFilterMistake) {
    self.init()
    var reader = FilterReader(text)
    while let term = try reader.next() { add(term) }
  }
}

extension CaseFilter {
  /// The same, of the cases of one status; of all where it is `nil`.
  ///
  /// - Throws: the first mistake, with its word and its place.
  public init(_ text: String, of status: CaseStatus?) throws(CaseFilterMistake) {
    try self.init(text)
    if let status { add(CaseTerm(.mark(.status, [status.rawValue]))) }
  }
}

/// What is wrong with a filter.
public struct CaseFilterMistake: Error, Hashable, Sendable {
  /// The word that is wrong, as it was typed; empty where one is missing.
  public let word: String
  /// Characters of the text before it.
  public let place: Int
  /// What is wrong with it.
  public let problem: Problem

  /// What can be wrong.
  public enum Problem: Hashable, Sendable {
    /// There is no such key; `nearest` are those that may have been meant.
    case unknownKey(nearest: [String])
    /// The key has no such value; `nearest` are those that may have been meant, `values` all that there are.
    case unknownValue(key: String, nearest: [String], values: [String])
    /// Nothing stands behind the key; `values` are those that there are, where they are words.
    case noValue(key: String, values: [String])
    /// The key takes a number that is not negative.
    case notANumber(key: String)
    /// The key takes a day `YYYY-MM-DD`, a month or a year.
    case notADay(key: String)
    /// The key takes `:` only.
    case notCompared(key: String)
    /// The key takes `>` or `<` only.
    case notEqual(key: String)
  }

  /// What is wrong with the word at that place.
  public init(word: String, place: Int, _ problem: Problem) {
    self.word = word
    self.place = place
    self.problem = problem
  }
}

/// A key of the filter.
public enum CaseFilterKey: Hashable, Sendable {
  case mark(CaseMark)
  case number(CaseNumber)
  /// The day of receipt.
  case received

  /// All keys, in the order in which help tells them.
  public static let all: [CaseFilterKey] =
    CaseMark.allCases.map { .mark($0) } + CaseNumber.allCases.map { .number($0) } + [.received]

  /// As it is typed.
  public var name: String {
    switch self {
    case .mark(let mark): mark.rawValue
    case .number(let number): number.rawValue
    case .received: "received"
    }
  }
}

/// Which texts need quotation marks to be read as they are.
enum FilterText {
  static let quote: Character = "\""

  /// Whether a value can stand without quotation marks.
  static func isPlain(_ value: String) -> Bool {
    !value.isEmpty && !value.contains { $0.isWhitespace || $0 == "," || $0 == quote }
  }

  /// Whether a word would be read as something else.
  static func needsQuotes(_ word: String) -> Bool {
    word.contains(where: \.isWhitespace) || word.first == quote || (word.first == "-" && word.count > 1)
      || key(of: word[...]) != nil
  }

  /// The key of a word, and where its comparison begins; `nil` of a plain word.
  static func key(of word: Substring) -> (name: String, end: Substring.Index)? {
    let letters = word.prefix { $0.isLetter }
    guard !letters.isEmpty, letters.endIndex < word.endIndex, ":<>=".contains(word[letters.endIndex]) else {
      return nil
    }
    return (letters.lowercased(), letters.endIndex)
  }
}

/// Reads one term after the other.
private struct FilterReader {
  private let text: String
  private var rest: Substring

  init(_ text: String) {
    self.text = text
    rest = text[...]
  }

  mutating func next() throws(CaseFilterMistake) -> CaseTerm? {
    while true {
      rest = rest.drop(while: \.isWhitespace)
      guard let first = rest.first else { return nil }
      let isNegated = first == "-" && rest.dropFirst().first.map { !$0.isWhitespace } ?? false
      if isNegated { rest.removeFirst() }
      if let condition = try condition() { return CaseTerm(condition, isNegated: isNegated) }
    }
  }

  /// The next condition; `nil` of quotation marks around nothing.
  private mutating func condition() throws(CaseFilterMistake) -> CaseCondition? {
    if rest.first == FilterText.quote {
      let phrase = quoted()
      return phrase.isEmpty ? nil : .word(phrase.lowercased())
    }
    guard let (name, end) = FilterText.key(of: rest.prefix { !$0.isWhitespace }) else {
      return .word(taken { !$0.isWhitespace }.lowercased())
    }
    let word = rest[..<end]
    guard let key = CaseFilterKey.all.first(where: { $0.name == name }) else {
      throw mistake(word, .unknownKey(nearest: NearestNames.nearest(to: name, among: CaseFilterKey.all.map(\.name))))
    }
    rest = rest[end...]
    return try condition(of: key)
  }

  private mutating func condition(of key: CaseFilterKey) throws(CaseFilterMistake) -> CaseCondition {
    let sign = rest
    let comparison = comparison()
    let typed = sign[..<rest.startIndex]
    switch key {
    case .mark(let mark):
      guard case .equal = comparison else { throw mistake(typed, .notCompared(key: key.name)) }
      return .mark(mark, try values(of: mark))
    case .number(let number):
      let value = try self.number(of: number)
      if case .equal = comparison, !number.takesEqual { throw mistake(typed, .notEqual(key: key.name)) }
      return .number(number, comparison, value)
    case .received: return .received(comparison, try day())
    }
  }

  /// `=` is another way to write `:`.
  private mutating func comparison() -> Comparison {
    for comparison in Comparison.allCases where rest.hasPrefix(comparison.rawValue) {
      rest.removeFirst(comparison.rawValue.count)
      return comparison
    }
    rest.removeFirst()
    return .equal
  }

  private mutating func values(of mark: CaseMark) throws(CaseFilterMistake) -> [String] {
    var values: [String] = []
    while true {
      let typed = rest
      let value = (rest.first == FilterText.quote ? quoted() : taken { !$0.isWhitespace && $0 != "," }).lowercased()
      try check(value, typed[..<rest.startIndex], of: mark)
      if !values.contains(value) { values.append(value) }
      guard rest.first == "," else { return values }
      rest.removeFirst()
    }
  }

  private func check(_ value: String, _ typed: Substring, of mark: CaseMark) throws(CaseFilterMistake) {
    let known = mark.values
    guard !value.isEmpty else { throw mistake(typed, .noValue(key: mark.rawValue, values: known ?? [])) }
    guard let known, !known.contains(value) else { return }
    let nearest = NearestNames.nearest(to: value, among: known)
    throw mistake(typed, .unknownValue(key: mark.rawValue, nearest: nearest, values: known))
  }

  private mutating func number(of key: CaseNumber) throws(CaseFilterMistake) -> Double {
    let typed = rest
    let word = taken { !$0.isWhitespace }
    guard !word.isEmpty else { throw mistake(typed[..<rest.startIndex], .noValue(key: key.rawValue, values: [])) }
    let digits = word.last == "%" && key.scale != 1 ? word.dropLast() : word
    guard let value = Double(digits), value.isFinite, value >= 0 else {
      throw mistake(word, .notANumber(key: key.rawValue))
    }
    return value.magnitude
  }

  private mutating func day() throws(CaseFilterMistake) -> String {
    let typed = rest
    let (word, key) = (taken { !$0.isWhitespace }, CaseFilterKey.received.name)
    guard !word.isEmpty else { throw mistake(typed[..<rest.startIndex], .noValue(key: key, values: [])) }
    // A year or a month is what all its days begin with.
    let isDay = ["", "-01", "-01-01"].contains { CalendarDay(word + $0) != nil }
    guard isDay else { throw mistake(word, .notADay(key: key)) }
    return String(word)
  }

  /// What stands in quotation marks; the closing one may be missing.
  private mutating func quoted() -> Substring {
    rest.removeFirst()
    let inside = taken { $0 != FilterText.quote }
    if rest.first == FilterText.quote { rest.removeFirst() }
    return inside
  }

  private mutating func taken(while isWanted: (Character) -> Bool) -> Substring {
    let word = rest.prefix(while: isWanted)
    rest = rest[word.endIndex...]
    return word
  }

  private func mistake(_ word: Substring, _ problem: CaseFilterMistake.Problem) -> CaseFilterMistake {
    CaseFilterMistake(
      word: String(word), place: text.distance(from: text.startIndex, to: word.startIndex), problem)
  }
}
