import Arguments
import CasebookStore
import Console
import Exports
import Settings
import UseCases

extension Casebook {
  /// The outbox of the casebook, which begins with what is signed from now on; `nil` where none is named.
  func outbox(
    named folder: String?, model: String = Places.current.demonstrationBundle
  ) throws -> Outbox? {
    let outbox = try Outbox.files(of: self, at: path, named: folder, bundle: model, software: Software.name)
    try outbox.map { outbox in try waiting { try await outbox.begin() } }
    return outbox
  }

  /// The same by an option of a command.
  func outbox(_ options: OutboxOptions, model: String = Places.current.demonstrationBundle) throws -> Outbox? {
    try outbox(named: options.folder, model: model)
  }
}

extension ReviewSession.Desk {
  /// Sends what waits when the desk is left, and says on stderr what goes on waiting.
  func settleOutbox() { (outbox as? Outbox)?.settle() }
}
