import Basics

/// That one entry is in a log, in one file: C2SP tlog-proof, version 1.
///
/// Whoever has the entry, this and the log's key can check it without the log.
public struct InclusionProof: Hashable, Sendable {
  /// The entry, from 0.
  public let index: Int
  /// From the leaf to the root.
  public let path: [NodeHash]
  /// Bytes about the entry that the application adds, not proved by anything; `nil` where there are none.
  public let extra: [UInt8]?
  /// The head that the path leads to.
  public let head: SignedCheckpoint

  private static let header = "c2sp.org/tlog-proof@v1"
  private static let extraWord = "extra "
  private static let indexWord = "index "
  /// More than the height of any tree with a size that fits into 63 bits.
  private static let pathLimit = 63

  /// The proof of entry `index`.
  public init(index: Int, path: [NodeHash], extra: [UInt8]? = nil, head: SignedCheckpoint) {
    self.index = index
    self.path = path
    self.extra = extra
    self.head = head
  }

  /// Reads one back, so that ``bytes`` are those that were read; nothing is checked.
  ///
  /// - Throws: `badProof` with the line; what ``SignedCheckpoint/init(parsing:)`` throws.
  public init(parsing bytes: [UInt8]) throws(NoteFailure) {
    let (lines, rest) = try SignedNote.preamble(bytes)
    guard lines.first == Self.header[...] else { throw .badProof(line: 1) }
    var place = 1
    let extra = lines.dropFirst().first.flatMap { Self.content(of: $0, after: Self.extraWord) }
    if extra != nil { place += 1 }
    guard lines.count > place, let number = Self.content(of: lines[place], after: Self.indexWord),
      let index = LineNumber.value(number)
    else { throw .badProof(line: place + 1) }
    self.index = index
    self.extra = try extra.map { (text) throws(NoteFailure) in
      guard let bytes = Base64.bytes(text) else { throw .badProof(line: 2) }
      return bytes
    }
    path = try NodeHash.lines(lines, after: place + 1, limit: Self.pathLimit) { .badProof(line: $0) }
    head = try SignedCheckpoint(parsing: rest)
  }

  private static func content(of line: Substring, after word: String) -> Substring? {
    line.utf8.starts(with: word.utf8) ? Substring(line.utf8.dropFirst(word.utf8.count)) : nil
  }

  /// The header, the extra bytes where there are any, the index, the path, an empty line, and the head's note.
  public var bytes: [UInt8] {
    var lines = [Self.header]
    if let extra { lines.append(Self.extraWord + Base64.text(extra)) }
    lines.append(Self.indexWord + String(index))
    lines += path.map { Base64.text($0.bytes) }
    return Array(lines.map { $0 + "\n" }.joined().utf8) + [UInt8(ascii: "\n")] + head.bytes
  }

  /// Whether the path leads from `content` to the root of the head. Whether the head is the log's is another question:
  /// ``SignedCheckpoint/verify(by:_:)``.
  public func holds(for content: [UInt8], _ hashing: TreeHashing) -> Bool {
    let root = hashing.root(leaf: hashing.leaf(content), index: index, size: head.checkpoint.size, path: path)
    return root == head.checkpoint.root
  }
}

extension NodeHash {
  /// The hashes on the lines after the first `count`.
  static func lines(
    _ lines: [Substring], after count: Int, limit: Int, _ failure: (Int) -> NoteFailure
  ) throws(NoteFailure) -> [NodeHash] {
    var hashes: [NodeHash] = []
    for place in lines.indices.dropFirst(count) {
      guard hashes.count < limit, let bytes = Base64.bytes(lines[place]), let hash = NodeHash(bytes) else {
        throw failure(place + 1)
      }
      hashes.append(hash)
    }
    return hashes
  }
}

extension SignedNote {
  /// The lines before the first empty line, and the bytes after it.
  ///
  /// - Throws: `tooLong`, `notText`, `noSignatures`.
  static func preamble(_ bytes: [UInt8]) throws(NoteFailure) -> (lines: [Substring], rest: [UInt8]) {
    let text = try plainText(bytes)
    var lines: [Substring] = []
    var rest = text[...].utf8
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = Substring(rest[..<end])
      rest = rest[rest.index(after: end)...]
      guard !line.isEmpty else { return (lines, Array(rest)) }
      lines.append(line)
    }
    throw .noSignatures
  }
}
