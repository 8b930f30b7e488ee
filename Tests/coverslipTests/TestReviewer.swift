import CasebookStore
import Casework
import Cryptography
import Foundation
import Testing
import UseCases

/// Somebody who may sign in a casebook of a test.
struct TestReviewer {
  let name: String
  let passphrase: String

  static let ann = TestReviewer(name: "Ann Rey", passphrase: "seven grey herons at noon")

  /// A cost of sealing that a test can pay at every signature: the program opens a key at the cost that it was sealed
  /// at.
  private static let keys = KeyCraft.keys(cost: Scrypt.Cost(rounds: 16, blockSize: 1, parallelism: 1))

  /// Admits them to `casebook`, which is made where it is not there, as its first pathologist.
  func admit(to casebook: String) throws {
    let key = Self.keys.make()
    let owner = ReviewerKeyNote(name: name, fingerprint: key.fingerprint)
    let signer = try #require(Self.keys.signer(key.seed, key.fingerprint))
    let sealed = try #require(Self.keys.seal(key.seed, owner, Passphrase(passphrase)))
    let new = NewReviewer(
      name: name, role: .pathologist, publicKey: key.publicKey, sealed: sealed, isReplacing: false)
    let store = try Casebook.open(
      path: casebook, createIfMissing: true, now: WallClock.system.timestamp, actor: "test")
    try store.admit(new, signer: signer)
  }

  /// Runs a command with passphrases on descriptor 3, one per line.
  func run(
    _ arguments: [String], lines: [String]? = nil, casebook: String, _ scratch: Scratch
  ) throws -> Program.Result {
    let words = (lines ?? [passphrase]).joined(separator: "\n")
    try words.write(toFile: scratch["words"], atomically: true, encoding: .utf8)
    let all = [Program.path] + arguments + ["--casebook", casebook, "--passphrase-fd", "3"]
    let command = all.map { "'\($0)'" }.joined(separator: " ")
    return try Program.run(arguments: ["-c", "exec \(command) 3<'\(scratch["words"])'"], of: "/bin/bash")
  }
}
