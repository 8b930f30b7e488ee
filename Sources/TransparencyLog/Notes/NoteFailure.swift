/// Why bytes are not what they should be. Lines are counted from 1.
public enum NoteFailure: Error, Hashable, Sendable {
  /// More bytes than anything that is read here can have.
  case tooLong(limit: Int)
  /// Not UTF-8, or with a control character other than the line feed.
  case notText
  /// No empty line with signatures after it, or more of them than are read.
  case noSignatures
  /// A signature line that is not `- NAME BASE64`, with a dash of U+2014.
  case badSignature(line: Int)
  /// Not three lines origin, size, root, with at most further lines that are not empty.
  case badCheckpoint(line: Int)
  /// Not the lines of a proof of inclusion.
  case badProof(line: Int)
  /// Not the lines of a request to a witness.
  case badRequest(line: Int)
  /// Not a key: `NAME+HASH+BASE64`, or with `PRIVATE+KEY+` before it.
  case badKey
  /// A key of an algorithm that is not known here.
  case unknownAlgorithm(code: Int)
}

/// Why a note is not believed.
public enum NoteDistrust: Error, Hashable, Sendable {
  /// None of the signatures is by a key that is known.
  case unsigned
  /// A signature in the name of a known key that the key did not make.
  case badSignature(name: String)
}
