import Basics
import Casework

/// The record as it is stored: one JSON object per line, the first of which says how far the ledger was read.
extension OutboxRecord {
  private static let version = 1

  /// Its bytes.
  package var bytes: [UInt8] {
    let head: JSONValue = [
      "outbox": .integer(Self.version), "begun": .integer(begun), "seen": .integer(seen), "digest": .string(digest),
      "shares": JSONValue(shares),
    ]
    let lines = [head] + (sent + waiting).map(\.json)
    return Array(lines.map { $0.compactText + "\n" }.joined().utf8)
  }

  /// Reads it back.
  ///
  /// - Throws: the number of the first line, from 1, that is none of a record.
  package init(parsing bytes: [UInt8]) throws(OutboxRecordMistake) {
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
    guard let first = lines.first, let head = Self.head(first) else { throw OutboxRecordMistake(line: 1) }
    self = head
    for (index, line) in lines.enumerated().dropFirst() {
      guard let item = try? OutboxItem(parsing: line) else { throw OutboxRecordMistake(line: index + 1) }
      if item.isSettled { sent.append(item) } else { waiting.append(item) }
    }
  }

  private static func head(_ line: [UInt8]) -> OutboxRecord? {
    guard let reader = try? JSONReader(JSONValue(parsing: line), path: "outbox"),
      (try? reader.int("outbox")) == version, let begun = try? reader.int("begun"),
      let seen = try? reader.int("seen"), let digest = try? reader.string("digest"),
      let shares = try? reader.optionalDictionary("shares") ?? [:]
    else { return nil }
    var record = OutboxRecord(behind: begun, digest: digest)
    (record.seen, record.shares) = (seen, shares)
    return record
  }
}

/// A line that is none of a record.
package struct OutboxRecordMistake: Error, Hashable, Sendable {
  /// From 1.
  package let line: Int
}

extension OutboxItem {
  /// As it is stored, and told to scripts.
  package var json: JSONValue {
    [
      "case": .string(caseID), "entry": .integer(entry), "digest": .string(digest), "kind": .string(kind.rawValue),
      "signed_at": .string(signedAt), "unmade": JSONValue(unmade.map(\.code)), "waiting": JSONValue(files),
      "sent": JSONValue(sent), "sent_at": JSONValue(sentAt), "digests": JSONValue(digests),
      "identities": JSONValue(identities), "folder": JSONValue(folder),
    ]
  }

  fileprivate init(parsing line: [UInt8]) throws(JSONFailure) {
    let reader = try JSONReader(try JSONValue(parsing: line), path: "outbox")
    guard let kind: OutboxKind = try reader.optionalWord("kind") else { throw reader.failure("kind") }
    var unmade: [OutboxPart] = []
    for code in try reader.strings("unmade") {
      guard let part = OutboxPart(code: code) else { throw reader.failure("unmade") }
      unmade.append(part)
    }
    self.init(
      caseID: try reader.string("case"), entry: try reader.int("entry"), digest: try reader.string("digest"),
      kind: kind, signedAt: try reader.string("signed_at"), unmade: unmade, files: try reader.strings("waiting"),
      sent: try reader.strings("sent"), sentAt: try reader.optionalString("sent_at"),
      digests: try reader.optionalDictionary("digests") ?? [:], identities: try reader.optionalBool("identities"),
      folder: try reader.optionalString("folder"))
  }
}
