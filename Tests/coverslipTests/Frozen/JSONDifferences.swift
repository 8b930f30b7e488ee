import Basics

extension JSONValue {
  /// Where this value is another one than `expected`, each difference with its path: names and their order, types (an
  /// integer is another one than a number with a fraction), and values. Numbers may differ by `tolerance` times the
  /// expected one. Members whose names are in `added` may be new.
  func differences(
    from expected: JSONValue, tolerance: Double, added: Set<String> = [], at path: String = "$"
  ) -> [String] {
    switch (self, expected) {
    case (.number(let found), .number(let wanted)):
      let isNear = found == wanted || abs(found - wanted) <= tolerance * abs(wanted)
      return isNear ? [] : ["\(path): \(found), not \(wanted)"]
    case (.array(let found), .array(let wanted)) where found.count == wanted.count:
      return zip(found, wanted).enumerated().flatMap { index, pair in
        pair.0.differences(from: pair.1, tolerance: tolerance, added: added, at: "\(path)[\(index)]")
      }
    case (.object(let all), .object(let wanted)):
      let names = Set(wanted.map(\.key))
      let found = all.filter { names.contains($0.key) || !added.contains($0.key) }
      guard found.map(\.key) == wanted.map(\.key) else { return ["\(path): \(summary), not \(expected.summary)"] }
      return zip(found, wanted).flatMap { own, other in
        own.value.differences(from: other.value, tolerance: tolerance, added: added, at: "\(path).\(own.key)")
      }
    default: return self == expected ? [] : ["\(path): \(summary), not \(expected.summary)"]
    }
  }

  /// The value where it is short, else what it holds.
  private var summary: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): "\"\(value)\""
    case .array(let elements): "\(elements.count) elements"
    case .object(let members): "members \(members.map(\.key).joined(separator: ", "))"
    }
  }

  /// The same value with each string replaced by what `change` makes of it; it is told the name under which the string
  /// stands: for an element of an array the name of the array, for a member of `libraries` that name.
  func mappingStrings(under key: String = "", _ change: (_ key: String, _ text: String) -> String) -> JSONValue {
    switch self {
    case .null, .bool, .integer, .number: self
    case .string(let text): .string(change(key, text))
    case .array(let elements): .array(elements.map { $0.mappingStrings(under: key, change) })
    case .object(let members):
      .object(
        members.map { member in
          let name = key == "libraries" ? key : member.key
          return JSONMember(member.key, member.value.mappingStrings(under: name, change))
        })
    }
  }
}
