/// A JSON text as a value; the members of an object keep their order.
public indirect enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])

  /// A string, or `null` where there is none.
  public init(_ value: String?) { self = value.map { .string($0) } ?? .null }

  /// A number, or `null` where there is none.
  public init(_ value: Double?) { self = value.map { .number($0) } ?? .null }

  /// A whole number, or `null` where there is none.
  public init(_ value: Int?) { self = value.map { .integer($0) } ?? .null }

  /// `true` or `false`, or `null` where it is not known.
  public init(_ value: Bool?) { self = value.map { .bool($0) } ?? .null }

  /// The raw value of an enum, or `null` where there is none.
  public init<Word: RawRepresentable>(word: Word?) where Word.RawValue == String { self.init(word?.rawValue) }

  /// An array of strings.
  public init(_ values: [String]) { self = .array(values.map { .string($0) }) }

  /// An object of strings, sorted by its keys.
  public init(_ texts: [String: String]) {
    self = .object(texts.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value)) })
  }

  /// Whether every number in it is finite; JSON has no other numbers.
  public var isFinite: Bool {
    switch self {
    case .number(let value): value.isFinite
    case .array(let elements): elements.allSatisfy(\.isFinite)
    case .object(let members): members.allSatisfy(\.value.isFinite)
    case .null, .bool, .integer, .string: true
    }
  }
}

/// A key and its value.
public struct JSONMember: Equatable, Sendable {
  /// The member's name, unique in its object.
  public let key: String
  /// What the key stands for.
  public let value: JSONValue

  /// A member of an object.
  public init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral
{
  /// An object with these members, in their order.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { JSONMember($0.0, $0.1) })
  }

  /// An array of these values.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// `null`.
  public init(nilLiteral: ()) { self = .null }
}
