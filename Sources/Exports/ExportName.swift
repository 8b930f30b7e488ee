import Cryptography

/// What files are called that leave.
package enum ExportName {
  /// The ending of a proof that an entry is in the ledger.
  package static let proofEnding = ".tlog-proof"

  /// The most bytes of a case's name that a file takes over: endings and what is written meanwhile have room in the 255
  /// that file systems allow.
  private static let longest = 120
  private static let digits = 8

  /// The name of a case as part of a file's name: letters, digits and `-_.`, none of the signs at its start and no full
  /// stop at its end.
  ///
  /// Where that changes anything, the first digits of the name's SHA-256 stand behind it, so that two cases whose names
  /// differ in what cannot stay have files of different names.
  package static func of(_ caseID: String) -> String {
    var kept = String(caseID.map { isKept($0) ? $0 : "_" }.drop { ".-".contains($0) })
    while kept.utf8.count > longest || kept.hasSuffix(".") { kept.removeLast() }
    guard Array(kept.utf8) != Array(caseID.utf8) || kept.isEmpty else { return kept }
    return (kept.isEmpty ? "case" : kept) + "-" + SHA256Hex.digest(Array(caseID.utf8)).prefix(digits)
  }

  private static func isKept(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "-_.".contains(character)
  }
}
