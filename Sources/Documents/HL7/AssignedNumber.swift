/// A number with whoever has given it: two clinics may give the same one.
package struct AssignedNumber: Hashable, Sendable, Codable, ExpressibleByStringLiteral {
  /// The number itself.
  package let number: String
  /// Namespace, universal id and its type, without empty ones at the end; empty where nobody is named.
  package let authority: [String]

  /// A number of `authority`.
  package init(_ number: String, of authority: [String] = []) {
    self.number = number
    self.authority = Array(authority[..<((authority.lastIndex { !$0.isEmpty } ?? -1) + 1)])
  }

  /// A number whose authority is not named.
  package init(stringLiteral value: String) { self.init(value) }

  /// An entity identifier (EI), as in ORC-2.
  init(entity field: HL7Field) { self.init(field.text(), of: (2...4).map { field.text($0) }) }

  /// A number of a patient (CX), as in PID-3.
  init(extended field: HL7Field) { self.init(field.text(), of: (1...3).map { field.text(4, $0) }) }

  /// Whether both may be the same: where one names nobody, nothing contradicts.
  package func agrees(with other: AssignedNumber) -> Bool {
    number == other.number && (authority.isEmpty || other.authority.isEmpty || authority == other.authority)
  }

  /// As an entity identifier (EI).
  var entity: HL7Field { HL7Field(components: [number] + authority) }

  /// As the number of a patient (CX).
  var extended: HL7Field {
    authority.isEmpty ? HL7Field(number) : HL7Field(repetitions: [[[number], [], [], authority]])
  }
}
