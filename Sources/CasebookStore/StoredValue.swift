import Foundation
import GRDB

/// A value as it lies in the file: its storage class and its bytes.
///
/// Verification reads values so, because the ordinary reading is lenient: a text stored as a blob reads as the text, a
/// byte that is no UTF-8 is repaired, and what follows a NUL is cut off. None of these may pass unseen.
struct StoredValue: Equatable {
  /// `integer`, `text`, `blob`, `real` or `null`.
  let storageClass: String
  /// Integers as decimal digits; empty for `null`.
  let bytes: [UInt8]

  init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self.init("null", [])
    case .int64(let number): self.init("integer", Array(String(number).utf8))
    case .double(let number): self.init("real", Array(String(number).utf8))
    case .string(let text): self.init("text", Array(text.utf8))
    case .blob(let data): self.init("blob", Array(data))
    }
  }

  /// The value at `index` of a row that ``selection(of:)`` fetched.
  init(_ row: Row, at index: Int) throws {
    self.init(
      try row.decode(String.self, atIndex: index * 2),
      try row.decode(Data?.self, atIndex: index * 2 + 1).map(Array.init) ?? [])
  }

  private init(_ storageClass: String, _ bytes: [UInt8]) {
    self.storageClass = storageClass
    self.bytes = bytes
  }

  /// Two expressions a column: its storage class, its bytes.
  static func selection(of columns: [String]) -> String {
    columns.map { "typeof(\($0)), CAST(\($0) AS BLOB)" }.joined(separator: ", ")
  }

  /// The text, `nil` where the value is of another class or no UTF-8.
  var text: String? { storageClass == "text" ? String(validating: bytes, as: UTF8.self) : nil }

  /// Whether there is none.
  var isNull: Bool { storageClass == "null" }

  /// The integer, `nil` where the value is of another class.
  var integer: Int? { storageClass == "integer" ? Int(String(decoding: bytes, as: UTF8.self)) : nil }

  /// The blob, `nil` where the value is of another class.
  var blob: [UInt8]? { storageClass == "blob" ? bytes : nil }
}
