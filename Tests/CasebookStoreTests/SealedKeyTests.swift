import CasebookStore
import Casework
import Cryptography
import Foundation
import GRDB
import Testing

@Suite("Sealed keys in the file")
struct SealedKeyTests {
  private let ann = TestKey()

  private func laboratory(_ scratch: Scratch) throws -> Casebook {
    let casebook = try scratch.open()
    try casebook.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    return casebook
  }

  /// Whether the bytes stand anywhere in the casebook's files.
  private func holds(_ scratch: Scratch, _ bytes: [UInt8]) throws -> Bool {
    try scratch.contents().values.contains { $0.range(of: Data(bytes)) != nil }
  }

  @Test("are overwritten where they lay: after a change of passphrase no byte of the old one is left")
  func overwritten() throws {
    let scratch = try Scratch()
    let casebook = try laboratory(scratch)
    let old = try #require(try casebook.sealedKey(of: "Ann Rey"))
    #expect(try holds(scratch, old.box))
    try casebook.reseal(try ann.sealed("nine red herons at dusk", name: "Ann Rey"), signer: ann.signer)
    #expect(try !holds(scratch, Array(old.box.suffix(16))) && !holds(scratch, Array(old.salt.prefix(16))))
    let new = try #require(try casebook.sealedKey(of: "Ann Rey"))
    try casebook.admit(try TestKey().reviewer("Bo"), signer: ann.signer)
    try casebook.retire("Ann Rey", signer: ann.signer)
    #expect(try !holds(scratch, Array(new.box.suffix(16))), "nor after retirement")
    withExtendedLifetime(scratch) {}
  }

  @Test("and the list of reviewers are held against the ledger, column by column")
  func everyColumn() throws {
    let scratch = try Scratch()
    let casebook = try laboratory(scratch)
    let changes = [
      "UPDATE reviewer SET name = 'Eve'", "UPDATE reviewer SET role = 'quality'", "UPDATE reviewer SET admitted = 3",
      "UPDATE reviewer SET public_key = zeroblob(32)", "UPDATE reviewer SET admitted_by = 'x'",
      "UPDATE reviewer SET admitted_at = '2026'", "UPDATE reviewer SET sealed_digest = 'x'",
      "UPDATE reviewer SET retired_at = '2026'", "UPDATE reviewer SET fingerprint = 'x'", "DELETE FROM reviewer",
      "UPDATE reviewer SET sequence = 9",
      """
      INSERT INTO reviewer
      SELECT 'x', 9, 'Eve', role, public_key, admitted_by, admitted_at, sealed_digest, 9, NULL FROM reviewer
      """,
      "UPDATE sealed_key SET fingerprint = 'x'", "UPDATE sealed_key SET rounds = 32",
      "UPDATE sealed_key SET block_size = 2", "UPDATE sealed_key SET parallelism = 2",
      "UPDATE sealed_key SET salt = zeroblob(32)",
      "UPDATE sealed_key SET box = CAST(box || x'00' AS BLOB)", "DELETE FROM sealed_key",
      "INSERT INTO sealed_key SELECT 'x', rounds, block_size, parallelism, salt, box FROM sealed_key",
    ]
    let whole = try #require(FileManager.default.contents(atPath: scratch.path))
    for change in changes {
      let copy = try Scratch()
      try whole.write(to: URL(fileURLWithPath: copy.path))
      try copy.tamper { db in try db.execute(sql: change) }
      let found = try copy.open(create: false).verify().found
      switch found?.fault {
      case .projectionDiffers(let column)?: #expect(change.contains("reviewer") && column.hasPrefix("reviewer"))
      case .sealedKeyChanged(name: "Ann Rey")?, .sealedKeyUnknown?: #expect(change.contains("sealed_key"))
      default: Issue.record("\(change): \(String(describing: found))")
      }
    }
    #expect(try casebook.verify().isIntact)
  }

  @Test("and every byte of the ledger's rows, signatures too, are found changed in the file itself")
  func everyByte() throws {
    let scratch = try Scratch()
    do { _ = try laboratory(scratch) }
    let original = try #require(FileManager.default.contents(atPath: scratch.path))
    var parts: [(name: String, bytes: Data)] = []
    try scratch.tamper { db in
      for (name, sql) in [
        ("signature", "SELECT signature FROM ledger WHERE sequence = 2"),
        ("payload", "SELECT payload FROM ledger WHERE sequence = 2"), ("box", "SELECT salt || box FROM sealed_key"),
        ("key", "SELECT public_key FROM reviewer"),
      ] {
        if let bytes = try Data.fetchOne(db, sql: sql) { parts.append((name, bytes)) }
      }
    }
    #expect(parts.map(\.name) == ["signature", "payload", "box", "key"])
    let copy = try Scratch()
    for (name, bytes) in parts {
      let place = try #require(original.range(of: bytes), "\(name)")
      for offset in stride(from: place.lowerBound, to: place.upperBound, by: name == "payload" ? 29 : 7) {
        var changed = original
        changed[offset] ^= 1 << UInt8(offset % 8)
        try changed.write(to: URL(fileURLWithPath: copy.path))
        let casebook = try copy.open(create: false)
        #expect(try casebook.verify().isIntact == false, "\(name), byte \(offset)")
      }
    }
  }

  @Test("come into a casebook of version 3 as empty tables")
  func migration() throws {
    let scratch = try Scratch()
    do { _ = try scratch.signed() }
    try scratch.downgrade(to: 3)
    let casebook = try scratch.open()
    #expect(try casebook.roster().isEmpty)
    #expect(try casebook.verify().isIntact)
    try casebook.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    #expect(try casebook.verify().isIntact)
    try casebook.rebuildProjection()
    #expect(try casebook.roster().active.map(\.name) == ["Ann Rey"])
    #expect(try casebook.verify().isIntact)
    withExtendedLifetime(scratch) {}
  }
}
