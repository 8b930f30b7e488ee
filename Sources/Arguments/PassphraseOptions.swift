import ArgumentParser
import CasebookStore
import Casework
import Console
import Sentences
import UseCases

/// Where passphrases come from.
package struct PassphraseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read passphrases from this file descriptor, one per line, instead of asking at the terminal.", valueName: "fd"))
  package var passphraseFd: Int32?

  package init() {}

  package func validate() throws {
    guard let passphraseFd, !source.isOpen else { return }
    throw ValidationError(
      "--passphrase-fd \(passphraseFd): this file descriptor is not open; open it as in 3<FILE or 3< <(COMMAND).")
  }

  private var source: PassphraseSource { passphraseFd.map { .descriptor($0) } ?? .terminal }

  /// The passphrase that opens somebody's key; nobody is asked for one who may not do what it is for.
  package func passphrase(of name: String, for right: ReviewerRight?, in casebook: Casebook) throws -> Passphrase {
    try waiting { try await casebook.requireNoRefusal(of: right, to: name) }
    return try source.passphrase(of: name)
  }

  /// Requires that `reviewer` may let leave who the patients are, and is who they say. A casebook without reviewers has
  /// nobody who could be asked.
  package func requireMayExport(_ reviewer: String?, from casebook: Casebook) throws {
    guard try !casebook.roster().isEmpty else { return }
    guard let reviewer else {
      throw CommandFailure(.usage, "this names patients; say with --reviewer who lets that leave")
    }
    let passphrase = try passphrase(of: reviewer, for: .exportIdentities, in: casebook)
    _ = try waiting {
      try await KeyRing(store: casebook, keys: .system).open(reviewer, passphrase, for: .exportIdentities)
    }
  }

  /// Requires that `reviewer` reads cases, and is who they say. A casebook without reviewers has nobody who could be
  /// asked.
  package func requireReader(_ reviewer: String, in casebook: Casebook) throws {
    guard try !casebook.roster().isEmpty else { return }
    let passphrase = try passphrase(of: reviewer, for: .takeUp, in: casebook)
    _ = try waiting { try await KeyRing(store: casebook, keys: .system).open(reviewer, passphrase) }
  }

  /// A passphrase that is being chosen.
  package func newPassphrase(of name: String) throws -> Passphrase {
    try source.newPassphrase(of: name) { $0.sentence }
  }

  /// Somebody who acts in their own name.
  package func actor(_ name: String) throws -> AdmitReviewers.Actor {
    AdmitReviewers.Actor(name: name, passphrase: try source.passphrase(of: name))
  }
}
