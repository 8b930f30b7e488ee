import Basics

/// The SHA-256 of bytes, as 64 lower-case hexadecimal digits. Passed in: this module knows no library.
public typealias Digest = @Sendable ([UInt8]) -> String

/// One line of the append-only ledger, exactly as stored.
public struct LedgerEntry: Hashable, Sendable, Identifiable {
  /// 1, 2, 3 ... without a gap.
  public var sequence: Int
  /// ISO 8601 with seconds, UTC.
  public var time: String
  /// Who was at the keyboard.
  public var actor: String
  /// The version of the encoding: see ``LedgerEvent/format``.
  public var format: Int
  /// A ``LedgerKind``, as text, so that an entry of a kind unknown here can still be checked.
  public var kind: String
  /// The case it is about; empty where it is about the casebook.
  public var caseID: String
  /// Canonical JSON: see ``LedgerEvent/payload``.
  public var payload: [UInt8]
  /// ``digest`` of the entry before; 64 zeros in the first.
  public var previous: String
  /// SHA-256 of ``digestInput``.
  public var digest: String
  /// Fingerprint of the key that ``signature`` is made with; `nil` where the entry is not signed. It is part of the
  /// digest, so that an entry neither loses its signer nor gets another one unseen.
  public var signer: String?
  /// The signer's Ed25519 signature of ``signedBytes``, and therefore no part of the digest; `nil` where the entry is
  /// not signed.
  public var signature: [UInt8]?

  /// An entry as read from where it is stored, right or wrong.
  public init(
    format: Int = LedgerEvent.format, sequence: Int, time: String, actor: String, kind: String, caseID: String,
    payload: [UInt8], previous: String, digest: String, signer: String? = nil, signature: [UInt8]? = nil
  ) {
    self.format = format
    self.signer = signer
    self.signature = signature
    self.sequence = sequence
    self.time = time
    self.actor = actor
    self.kind = kind
    self.caseID = caseID
    self.payload = payload
    self.previous = previous
    self.digest = digest
  }

  /// Bytes of ``digestInput`` that an entry stays below.
  public static let sizeLimit = 65_536

  /// What ``previous`` holds in the first entry.
  public static let genesis = String(repeating: "0", count: 64)

  /// The entry that comes after `last` (`nil`: the first one).
  ///
  /// - Parameter signer: the person whose act it is; `nil` where the program acts by itself.
  /// - Throws: `notFinite` where the event holds a number that JSON cannot, `tooLarge` where it has no room in an
  ///   entry.
  public static func following(
    _ last: (sequence: Int, digest: String)?, time: String, actor: String, caseID: String, event: LedgerEvent,
    signer: EntrySigner? = nil, digest: Digest
  ) throws(TransitionProblem) -> LedgerEntry {
    guard event.json.isFinite else { throw .notFinite }
    var entry = LedgerEntry(
      sequence: (last?.sequence ?? 0) + 1, time: time, actor: actor, kind: event.kind.rawValue, caseID: caseID,
      payload: event.payload, previous: last?.digest ?? genesis, digest: "",
      signer: signer?.fingerprint)
    let input = entry.digestInput
    guard input.count < sizeLimit else { throw .tooLarge(length: input.count) }
    entry.digest = digest(input)
    entry.signature = signer?.sign(entry.signedBytes)
    return entry
  }

  /// The sequence.
  public var id: Int { sequence }

  /// The bytes whose SHA-256 is ``digest``: the line `coverslip ledger`, a blank and the format (decimal) and a line
  /// feed, then the fields sequence (decimal), time, actor, kind, case, payload, previous, and from format 2 on signer
  /// (empty where there is none), each as a netstring: its length in bytes in decimal, `:`, its UTF-8 bytes, `,`. The
  /// lengths keep a byte from moving from one field to its neighbour unseen.
  public var digestInput: [UInt8] {
    var bytes = Array("coverslip ledger \(format)\n".utf8)
    var fields: [[UInt8]] = [
      Array(String(sequence).utf8), Array(time.utf8), Array(actor.utf8), Array(kind.utf8), Array(caseID.utf8), payload,
      Array(previous.utf8),
    ]
    if format > 1 { fields.append(Array((signer ?? "").utf8)) }
    for field in fields {
      bytes += Array(String(field.count).utf8) + [UInt8(ascii: ":")] + field + [UInt8(ascii: ",")]
    }
    return bytes
  }

  /// The bytes that ``signature`` signs: the line `coverslip ledger entry`, the fingerprint of the key, and ``digest``,
  /// each with a line feed. The first line keeps the signature from being taken for one of anything else.
  public var signedBytes: [UInt8] { Array("coverslip ledger entry\n\(signer ?? "")\n\(digest)\n".utf8) }

  /// What happened.
  ///
  /// - Throws: where the payload is not what its kind and format ask for.
  public func event() throws(JSONFailure) -> LedgerEvent {
    guard let kind = knownKind else { throw .unexpected(path: "kind") }
    return try LedgerEvent(kind: kind, payload: payload, format: format)
  }

  /// What kind of entry it is, where that is known here.
  public var knownKind: LedgerKind? { format == 1 ? LedgerKind(firstFormat: kind) : LedgerKind(rawValue: kind) }

  /// One line of the export: a JSON object with the members `actor`, `case`, `digest`, `format`, `kind`, `payload` (an
  /// object; its canonical form is what was hashed), `previous`, `sequence`, `signature` (hexadecimal) and `signer`
  /// where there are any, `time`. A payload that is no JSON any more stands
  /// there as a string.
  public var exportLine: String { exportLine(content, []) }

  /// The same without what it tells: `payload` is `null`, and `withheld` says until when. `leaf` is what a tree over
  /// the entries has of it: SHA-256 of a zero byte and ``digestInput``.
  public func exportLine(withheld withholding: Withholding, digest: Digest) -> String {
    exportLine(
      .null,
      [
        JSONMember("leaf", .string(digest([0] + digestInput))),
        JSONMember("withheld", .string(withholding.rawValue)),
      ])
  }

  private func exportLine(_ content: JSONValue, _ others: [JSONMember]) -> String {
    var members =
      others + [
        JSONMember("format", .integer(format)), JSONMember("sequence", .integer(sequence)),
        JSONMember("time", .string(time)), JSONMember("actor", .string(actor)), JSONMember("kind", .string(kind)),
        JSONMember("case", .string(caseID)), JSONMember("payload", content), JSONMember("previous", .string(previous)),
        JSONMember("digest", .string(digest)),
      ]
    if let signer { members.append(JSONMember("signer", .string(signer))) }
    if let signature {
      members.append(JSONMember("signature", .string(Hexadecimal.text(signature))))
    }
    return String(decoding: JSONValue.object(members).canonicalBytes, as: UTF8.self)
  }

  private var content: JSONValue {
    (try? JSONValue(parsing: payload)) ?? .string(String(decoding: payload, as: UTF8.self))
  }
}
