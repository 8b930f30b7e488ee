import Basics

/// What a log asks of a witness: the body of C2SP tlog-witness's `add-checkpoint`.
public struct WitnessRequest: Hashable, Sendable {
  /// Entries of the head that the witness knew.
  public let old: Int
  /// The proof that the entries of that head begin those of ``head``.
  public let path: [NodeHash]
  /// To be cosigned.
  public let head: SignedCheckpoint

  private static let oldWord = "old "
  /// Hashes that a request may have, by the standard.
  private static let pathLimit = 63

  /// A request.
  public init(old: Int, path: [NodeHash], head: SignedCheckpoint) {
    self.old = old
    self.path = path
    self.head = head
  }

  /// Reads one back, so that ``bytes`` are those that were read; nothing is checked.
  ///
  /// - Throws: `badRequest` with the line; what ``SignedCheckpoint/init(parsing:)`` throws.
  public init(parsing bytes: [UInt8]) throws(NoteFailure) {
    let (lines, rest) = try SignedNote.preamble(bytes)
    guard let first = lines.first, first.utf8.starts(with: Self.oldWord.utf8),
      let old = LineNumber.value(Substring(first.utf8.dropFirst(Self.oldWord.utf8.count)))
    else { throw .badRequest(line: 1) }
    self.old = old
    path = try NodeHash.lines(lines, after: 1, limit: Self.pathLimit) { .badRequest(line: $0) }
    head = try SignedCheckpoint(parsing: rest)
  }

  /// The line `old N`, the path, an empty line, and the head's note.
  public var bytes: [UInt8] {
    let lines = ["\(Self.oldWord)\(old)"] + path.map { Base64.text($0.bytes) }
    return Array(lines.map { $0 + "\n" }.joined().utf8) + [UInt8(ascii: "\n")] + head.bytes
  }
}
