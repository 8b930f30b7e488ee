import Basics

/// The head of a log: which log, how many entries, and the root over them. C2SP tlog-checkpoint.
public struct Checkpoint: Hashable, Sendable {
  /// Names the log, like a URL without its scheme; the log's key has the same name.
  public let origin: String
  /// Entries.
  public let size: Int
  /// Of the tree over them.
  public let root: NodeHash
  /// Further lines, which Coverslip never writes.
  public let extensions: [String]

  /// The head of a tree.
  public init(origin: String, size: Int, root: NodeHash, extensions: [String] = []) {
    self.origin = origin
    self.size = size
    self.root = root
    self.extensions = extensions
  }

  /// Reads the text of a note back, so that ``text`` is what was read.
  ///
  /// - Throws: `badCheckpoint`, with the line.
  public init(parsing text: String) throws(NoteFailure) {
    let lines = SignedNote.lines(of: text[...].utf8)
    func line(_ number: Int) throws(NoteFailure) -> Substring {
      guard lines.indices.contains(number), let line = lines[number], !line.isEmpty else {
        throw .badCheckpoint(line: number + 1)
      }
      return line
    }
    origin = String(try line(0))
    guard let size = LineNumber.value(try line(1)) else { throw .badCheckpoint(line: 2) }
    guard let hash = Base64.bytes(try line(2)), let root = NodeHash(hash) else { throw .badCheckpoint(line: 3) }
    self.size = size
    self.root = root
    var extensions: [String] = []
    for number in lines.indices.dropFirst(3) { extensions.append(String(try line(number))) }
    self.extensions = extensions
  }

  /// Origin, size, root in base64, each on a line of its own: what is signed.
  public var text: String {
    ([origin, String(size), Base64.text(root.bytes)] + extensions).map { $0 + "\n" }.joined()
  }
}

/// Numbers as these formats write them: decimal, no sign, no zero before others.
enum LineNumber {
  static func value(_ text: Substring) -> Int? {
    let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isNumber, text == "0" || text.utf8.first != UInt8(ascii: "0") else { return nil }
    return Int(text)
  }
}
