/// Typed access to the members of a JSON object, with the path for the error.
package struct JSONReader {
  private let members: [String: JSONValue]
  private let path: String

  package init(_ value: JSONValue, path: String) throws(JSONFailure) {
    guard case .object(let members) = value else { throw .unexpected(path: path) }
    self.members = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
    self.path = path
  }

  package func failure(_ key: String) -> JSONFailure { .unexpected(path: "\(path).\(key)") }

  private func present(_ key: String) -> JSONValue? {
    guard let value = members[key], value != .null else { return nil }
    return value
  }

  package func optionalString(_ key: String) throws(JSONFailure) -> String? {
    guard let value = present(key) else { return nil }
    guard case .string(let text) = value else { throw failure(key) }
    return text
  }

  package func optionalInt(_ key: String) throws(JSONFailure) -> Int? {
    guard let value = present(key) else { return nil }
    guard case .integer(let number) = value else { throw failure(key) }
    return number
  }

  package func optionalDouble(_ key: String) throws(JSONFailure) -> Double? {
    switch present(key) {
    case nil: return nil
    case .number(let number): return number
    case .integer(let number): return Double(number)
    case .null, .bool, .string, .array, .object: throw failure(key)
    }
  }

  package func optionalBool(_ key: String) throws(JSONFailure) -> Bool? {
    guard let value = present(key) else { return nil }
    guard case .bool(let answer) = value else { throw failure(key) }
    return answer
  }

  package func optionalWord<Word: RawRepresentable>(_ key: String) throws(JSONFailure) -> Word?
  where Word.RawValue == String {
    guard let text = try optionalString(key) else { return nil }
    guard let word = Word(rawValue: text) else { throw failure(key) }
    return word
  }

  package func object(_ key: String) throws(JSONFailure) -> JSONReader {
    try JSONReader(try required(present(key), key), path: "\(path).\(key)")
  }

  package func optionalObject(_ key: String) throws(JSONFailure) -> JSONReader? {
    guard let value = present(key) else { return nil }
    return try JSONReader(value, path: "\(path).\(key)")
  }

  package func array(_ key: String) throws(JSONFailure) -> [JSONValue] {
    guard case .array(let elements) = try required(present(key), key) else { throw failure(key) }
    return elements
  }

  /// The elements of an array of objects.
  package func objects(_ key: String) throws(JSONFailure) -> [JSONReader] {
    var readers: [JSONReader] = []
    for (index, element) in try array(key).enumerated() {
      readers.append(try JSONReader(element, path: "\(path).\(key)[\(index)]"))
    }
    return readers
  }

  /// The same; none where the key is missing, as in records of older versions.
  package func optionalObjects(_ key: String) throws(JSONFailure) -> [JSONReader] {
    present(key) == nil ? [] : try objects(key)
  }

  package func strings(_ key: String) throws(JSONFailure) -> [String] {
    var texts: [String] = []
    for element in try array(key) {
      guard case .string(let text) = element else { throw failure(key) }
      texts.append(text)
    }
    return texts
  }

  /// The same; none where the key is missing.
  package func optionalStrings(_ key: String) throws(JSONFailure) -> [String] {
    present(key) == nil ? [] : try strings(key)
  }

  package func words<Word: RawRepresentable>(_ key: String) throws(JSONFailure) -> [Word]
  where Word.RawValue == String {
    var words: [Word] = []
    for text in try strings(key) {
      guard let word = Word(rawValue: text) else { throw failure(key) }
      words.append(word)
    }
    return words
  }

  /// An object of strings.
  package func dictionary(_ key: String) throws(JSONFailure) -> [String: String] {
    guard case .object(let members) = try required(present(key), key) else { throw failure(key) }
    var texts: [String: String] = [:]
    for member in members {
      guard case .string(let text) = member.value else { throw failure(key) }
      texts[member.key] = text
    }
    return texts
  }

  package func optionalDictionary(_ key: String) throws(JSONFailure) -> [String: String]? {
    present(key) == nil ? nil : try dictionary(key)
  }

  package func bool(_ key: String) throws(JSONFailure) -> Bool {
    guard case .bool(let value) = try required(present(key), key) else { throw failure(key) }
    return value
  }

  package func string(_ key: String) throws(JSONFailure) -> String { try required(try optionalString(key), key) }
  package func int(_ key: String) throws(JSONFailure) -> Int { try required(try optionalInt(key), key) }
  package func double(_ key: String) throws(JSONFailure) -> Double { try required(try optionalDouble(key), key) }

  package func word<Word: RawRepresentable>(_ key: String) throws(JSONFailure) -> Word where Word.RawValue == String {
    try required(try optionalWord(key), key)
  }

  private func required<Value>(_ value: Value?, _ key: String) throws(JSONFailure) -> Value {
    guard let value else { throw failure(key) }
    return value
  }
}
