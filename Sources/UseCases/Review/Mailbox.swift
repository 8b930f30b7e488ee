import Foundation
import Workstation

/// Actions on their way from the workers to the loop. Guarded by its lock.
package final class Mailbox: @unchecked Sendable {
  private let lock = NSLock()
  private var actions: [Action] = []
  private let wake: @Sendable () -> Void

  /// `wake` ends the loop's wait; called after each letter.
  package init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  package func post(_ action: Action) {
    lock.withLock { actions.append(action) }
    wake()
  }

  /// Everything that came since the last call, in order.
  package func empty() -> [Action] {
    lock.withLock {
      defer { actions.removeAll() }
      return actions
    }
  }
}
