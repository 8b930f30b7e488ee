import Basics
import Reports
import TransparencyLog
import UseCases

/// Where a case stands in the casebook's log, so that an outsider can check that its entry is there and unchanged.
package struct CaseSeal: Hashable, Sendable {
  /// Name of the log.
  package let origin: String
  /// The log's public key, as a note's verifier takes it.
  package let key: String
  /// Place of the entry in the log, from 0.
  package let index: Int
  /// Hash of the entry's leaf (RFC 6962).
  package let leaf: NodeHash
  /// The head that holds it: how many entries the log had, and the hash over all of them.
  package let head: Checkpoint
  /// Whether the entry is a signature, and not only the last entry of a case that nobody has signed.
  package let isSignature: Bool
  /// Name of the file beside the report that proves it; `nil` where there is none.
  package let proofFile: String?
  /// ``codeText`` as a QR code; `nil` where there is none.
  package var code: BitMatrix?

  package init(
    index: Int, leaf: NodeHash, head: Checkpoint, key: String, isSignature: Bool, proofFile: String? = nil,
    code: BitMatrix? = nil
  ) {
    origin = head.origin
    self.key = key
    self.index = index
    self.leaf = leaf
    self.head = head
    self.isSignature = isSignature
    self.proofFile = proofFile
    self.code = code
  }

  /// The seal of an entry that was proved.
  package init(_ proved: EntryProof, _ hashing: TreeHashing, proofFile: String?) {
    self.init(
      index: proved.proof.index, leaf: hashing.leaf(proved.entry.digestInput), head: proved.proof.head.checkpoint,
      key: proved.key.text, isSignature: proved.isSignature, proofFile: proofFile)
  }

  /// What the QR code says: six lines, each a word and its value, hashes in base64 as in the proof and its head.
  package var codeText: String {
    ["log \(origin)", "index \(index)", "leaf \(leafText)", "size \(head.size)", "root \(rootText)", "key \(key)"]
      .joined(separator: "\n") + "\n"
  }

  private var leafText: String { Base64.text(leaf.bytes) }
  private var rootText: String { Base64.text(head.root.bytes) }

  /// The same in words.
  var facts: [Fact] {
    let what = isSignature ? "the last signature of this case" : "the last entry of this case, which is no signature"
    let proof = proofFile.map { "\($0), beside this report" } ?? "not made beside it; coverslip ledger prove makes it"
    return [
      Fact("Entry", "\(index + 1) of \(head.size) (index \(index)), \(what)"), Fact("Leaf hash", leafText),
      Fact("Head", rootText), Fact("Log and key", key), Fact("Proof", proof + "; hashes: SHA-256, RFC 6962, base64"),
    ]
  }
}
