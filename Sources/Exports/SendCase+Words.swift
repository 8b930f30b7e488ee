import Basics
import Casework
import Labels

extension SendCase.Outcome {
  /// What stdout is given: the text as it is, or a line per file that was written.
  package func printed(as format: ExportFormat, of caseID: String) -> [UInt8] {
    switch self {
    case .text(let bytes): bytes
    case .written(let paths): Array(paths.map { Self.line($0, format, caseID) }.joined().utf8)
    }
  }

  private static func line(_ path: String, _ format: ExportFormat, _ caseID: String) -> String {
    let isProof = path.hasSuffix(ExportedFile.proofEnding)
    let what = isProof ? "the proof of its entry in the ledger" : "\(format.label) of case \(caseID.printable)"
    return "\(path.printable): \(what)\n"
  }
}
