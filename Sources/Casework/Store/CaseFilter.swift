import Prognosis

/// What the cases of a list have in common, as one line of text that is typed and printed: all of its terms hold.
///
///     try CaseFilter("status:scored call:high age>50 -flag:pen by:me")
///
/// A plain word, or several in quotation marks, is found anywhere in a case's texts. `key:value` and `key>number` ask
/// for what a case is listed by; several values with commas between them are alternatives; `-` before a term turns it
/// round.
public struct CaseFilter: Hashable, Sendable {
  /// All of them hold, in the order in which they were typed, each once.
  public private(set) var terms: [CaseTerm] = []

  /// The filter of these terms.
  public init(_ terms: [CaseTerm] = []) { terms.forEach { add($0) } }

  /// A search for lower-case words.
  public init(words: [String]) { self.init(words.map { CaseTerm(.word($0)) }) }

  /// Whether every case passes.
  public var isEmpty: Bool { terms.isEmpty }

  /// Asks for that, too.
  public mutating func add(_ term: CaseTerm) {
    if !terms.contains(term) { terms.append(term) }
  }

  /// The filter with `me` replaced by that reader.
  public func resolved(me name: String) -> CaseFilter { CaseFilter(terms.map { $0.resolved(me: name) }) }

  /// Whose cases it asks for, or not for: lower-case names and words of them.
  package var readers: [String] {
    terms.flatMap { term in
      if case .mark(.by, let names) = term.condition { names } else { [String]() }
    }
  }

  /// Whether it chooses by what was called.
  package var choosesByCalls: Bool {
    terms.contains { term in
      switch term.condition {
      case .mark(let mark, _): mark.isOfCalls
      case .word, .number, .received: false
      }
    }
  }

  /// The words that must be found.
  public var words: [String] {
    terms.compactMap { term in
      if case .word(let word) = term.condition, !term.isNegated { word } else { nil }
    }
  }
}

/// One condition of a filter, or its opposite.
public struct CaseTerm: Hashable, Sendable {
  /// What is asked for.
  public var condition: CaseCondition
  /// Whether it must not hold.
  public var isNegated: Bool

  /// The condition; its opposite where it `isNegated`.
  public init(_ condition: CaseCondition, isNegated: Bool = false) {
    self.condition = condition
    self.isNegated = isNegated
  }

  fileprivate func resolved(me name: String) -> CaseTerm {
    guard case .mark(.by, let names) = condition else { return self }
    return CaseTerm(
      .mark(.by, names.map { $0 == CaseMark.me ? name.lowercased() : $0 }), isNegated: isNegated)
  }
}

/// What a case can be asked.
public enum CaseCondition: Hashable, Sendable {
  /// The case's texts hold this lower-case text.
  case word(String)
  /// The case is marked with one of these values, in lower case.
  case mark(CaseMark, [String])
  /// The number is so, in the unit in which it is typed.
  case number(CaseNumber, Comparison, Double)
  /// The day of receipt is so; the day is `YYYY-MM-DD`, or a month or year of that.
  case received(Comparison, String)
}

extension CaseCondition {
  /// Whether it asks for what was registered of a case, and for nothing that a model or a reader has said since.
  package var isOfRegistration: Bool {
    switch self {
    case .word, .received: true
    case .mark: false
    case .number(let number, _, _):
      switch number {
      case .age, .grade, .size, .nodes, .slides: true
      case .risk: false
      }
    }
  }
}

/// How a number or a day is compared. Raw values are what is typed.
public enum Comparison: String, Sendable, CaseIterable {
  case atLeast = ">="
  case atMost = "<="
  case above = ">"
  case below = "<"
  case equal = ":"
}

/// A key of the filter whose values are words. Raw values are what is typed.
public enum CaseMark: String, Sendable, CaseIterable {
  /// Where the case stands: the codes of ``CaseStatus``, and ``CaseStage/toDo``.
  case status
  /// The call that stands: the signed one of a closed case, else the model's.
  case call
  /// The model's call.
  case model
  /// The signed call.
  case final
  /// What was noticed: the codes of ``QualityFlag/Kind``.
  case flag
  /// Who has opened, read or signed the case: a whole name, or a word of it.
  case by
  /// Where the case disagrees with itself: the codes of ``CaseDisagreement``.
  case disagrees

  /// Whoever asks, as a value of ``by``.
  public static let me = "me"
  /// Marked with any of the values.
  public static let any = "any"
  /// Marked with none of them.
  public static let none = "none"

  /// Whether it follows from calls, the model's or readers'.
  fileprivate var isOfCalls: Bool {
    switch self {
    case .call, .model, .final, .disagrees: true
    case .status, .flag, .by: false
    }
  }

  /// The values that there are; `nil` where any text is one.
  public var values: [String]? {
    switch self {
    case .status: CaseStatus.allCases.map(\.rawValue) + [CaseStage.toDo.rawValue]
    case .call, .model, .final: Call.allCases.map(\.rawValue) + [Self.none]
    case .flag: QualityFlag.Kind.allCases.map(\.rawValue) + [Self.any, Self.none]
    case .by: nil
    case .disagrees: CaseDisagreement.allCases.map(\.rawValue) + [Self.any, Self.none]
    }
  }
}

/// A key of the filter whose values are numbers. Raw values are what is typed.
public enum CaseNumber: String, Sendable, CaseIterable {
  /// The patient's age, years.
  case age
  /// The registered Nottingham grade.
  case grade
  /// The tumour's largest diameter, mm.
  case size
  /// Invaded lymph nodes.
  case nodes
  /// Slides of the case.
  case slides
  /// The probability that is shown, percent.
  case risk

  /// How many of what is typed are one of what is stored.
  var scale: Double {
    switch self {
    case .risk: 100
    case .age, .grade, .size, .nodes, .slides: 1
    }
  }

  /// Whether a number can be asked for exactly: no probability is a whole percent.
  public var takesEqual: Bool {
    switch self {
    case .risk: false
    case .age, .grade, .size, .nodes, .slides: true
    }
  }
}

// MARK: - The canonical text

extension CaseFilter: CustomStringConvertible {
  /// The filter as it is typed, which read again is the same filter.
  public var description: String { terms.map(\.description).joined(separator: " ") }
}

extension CaseTerm: CustomStringConvertible {
  /// The term as it is typed.
  public var description: String { (isNegated ? "-" : "") + condition.description }
}

extension CaseCondition: CustomStringConvertible {
  /// The condition as it is typed.
  public var description: String {
    switch self {
    case .word(let word): FilterText.needsQuotes(word) ? "\"\(word)\"" : word
    case .mark(let mark, let values):
      "\(mark.rawValue):" + values.map { FilterText.isPlain($0) ? $0 : "\"\($0)\"" }.joined(separator: ",")
    case .number(let number, let comparison, let value):
      number.rawValue + comparison.rawValue + (Int(exactly: value).map(String.init) ?? "\(value)")
    case .received(let comparison, let day): CaseFilterKey.received.name + comparison.rawValue + day
    }
  }
}
