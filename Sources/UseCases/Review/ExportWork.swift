import Casework
import Dispatch
import Workstation

/// Makes the files that the workstation asks for, one export after the other, beside pictures and casebook.
final class ExportWork: Sendable {
  private let requests: AsyncStream<WantedExport>.Continuation
  private let isDone = DispatchSemaphore(value: 0)

  /// - Parameter exports: `nil` where nothing makes any: whatever is asked for is not answered then.
  init(
    _ exports: CaseExports?, mailbox: Mailbox, problem: @escaping @Sendable (ReviewFailure) -> Problem
  ) {
    let (stream, continuation) = AsyncStream.makeStream(of: WantedExport.self)
    requests = continuation
    Task.detached(priority: .utility) { [isDone] in
      for await wanted in stream {
        guard let exports else { continue }
        mailbox.post(.exportEnded(wanted, await Self.end(of: wanted, exports, problem)))
      }
      isDone.signal()
    }
  }

  /// Begins behind what was asked for before, and returns at once.
  func begin(_ wanted: WantedExport) { requests.yield(wanted) }

  /// How long the end of what is under way is waited for, seconds.
  private static let patience = 30

  /// Waits until everything that was asked for is there; nothing can be asked for afterwards. A share that does not
  /// answer holds up nobody for long: no file stands there in part.
  func finish() {
    requests.finish()
    _ = isDone.wait(timeout: .now() + .seconds(Self.patience))
  }

  private static func end(
    of wanted: WantedExport, _ exports: CaseExports, _ problem: @Sendable (ReviewFailure) -> Problem
  ) async -> ExportEnd {
    do { return .written(try await exports.write(wanted.caseID, wanted.format)) } catch {
      return .failed(problem(.notExported(error)).detail)
    }
  }
}
