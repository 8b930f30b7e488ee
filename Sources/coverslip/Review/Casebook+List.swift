import CasebookStore
import Casework
import Foundation
import Synchronization
import Workstation

/// The lists of the queue, for a thread that may wait.
extension Casebook {
  func window(_ request: CaseListRequest) throws(CaseStoreFailure) -> CaseWindow {
    let (answer, done) = (Answer(), DispatchSemaphore(value: 0))
    Task.detached {
      await answer.take(request, of: self)
      done.signal()
    }
    done.wait()
    return try answer.value()
  }

  func page(_ request: CasePageRequest) throws(CaseStoreFailure) -> CasePage {
    try page(request.query, after: request.place, limit: request.limit)
  }

  func changedCases(since entry: Int) throws(CaseStoreFailure) -> CaseChanges {
    try changes(since: entry, limit: 100)
  }

  /// What comes of a request.
  private final class Answer: Sendable {
    private let result = Mutex(Result<CaseWindow, CaseStoreFailure>.failure(.unavailable(.busy(path: ""))))

    func take(_ request: CaseListRequest, of store: any CaseStore) async {
      let found: Result<CaseWindow, CaseStoreFailure>
      do throws(CaseStoreFailure) {
        found = .success(try await store.window(request.query, at: request.anchor, limit: request.limit))
      } catch { found = .failure(error) }
      result.withLock { $0 = found }
    }

    func value() throws(CaseStoreFailure) -> CaseWindow { try result.withLock { $0 }.get() }
  }
}
