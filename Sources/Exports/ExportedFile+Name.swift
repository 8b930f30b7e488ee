import Basics
import Cryptography

extension ExportedFile {
  /// The file of a case, named after it.
  ///
  /// - Parameter ending: what tells the files of a case apart: `.fhir.json`.
  init(of caseID: String, _ ending: String, _ bytes: [UInt8]) {
    self.init(name: Self.stem(of: caseID) + ending, bytes: bytes)
  }

  /// A case's name as it may stand in a file's: letters, digits, `-`, `_` and `.` within stay, every other byte of its
  /// UTF-8 is `%2F`; of a long name the beginning and a digest. Two cases have two.
  package static func stem(of caseID: String) -> String {
    let bytes = Array(caseID.utf8)
    let coded = bytes.enumerated().map { index, byte in
      let isKept = isPlain(byte) || byte == UInt8(ascii: ".") && index > 0
      return isKept ? String(UnicodeScalar(byte)) : "%" + Hexadecimal.text([byte]).uppercased()
    }
    let stem = coded.joined()
    guard stem.utf8.count > longestStem else { return stem }
    return coded.joined().prefix(longestStem - 17) + "~" + SHA256Hex.digest(bytes).prefix(16)
  }

  /// So that the ending and a temporary name still fit into the 255 bytes of a file's name.
  private static let longestStem = 150

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
