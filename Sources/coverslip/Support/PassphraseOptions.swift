import ArgumentParser
import CasebookStore
import Casework
import Console
import Sentences
import UseCases

/// Where passphrases come from.
struct PassphraseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read passphrases from this file descriptor, one per line, instead of asking at the terminal.", valueName: "fd"))
  var passphraseFd: Int32?

  func validate() throws {
    guard let passphraseFd, !source.isOpen else { return }
    throw ValidationError(
      "--passphrase-fd \(passphraseFd): this file descriptor is not open; open it as in 3<FILE or 3< <(COMMAND).")
  }

  private var source: PassphraseSource { passphraseFd.map { .descriptor($0) } ?? .terminal }

  /// The passphrase that opens somebody's key; nobody is asked for one who may not do what it is for.
  func passphrase(of name: String, for right: ReviewerRight?, in casebook: Casebook) throws -> Passphrase {
    try waiting { try await casebook.requireNoRefusal(of: right, to: name) }
    return try source.passphrase(of: name)
  }

  /// A passphrase that is being chosen.
  func newPassphrase(of name: String) throws -> Passphrase { try source.newPassphrase(of: name) { $0.sentence } }

  /// Somebody who acts in their own name.
  func actor(_ name: String) throws -> AdmitReviewers.Actor {
    AdmitReviewers.Actor(name: name, passphrase: try source.passphrase(of: name))
  }
}
