import Dispatch
import Synchronization

/// Whole digests of slides, taken on threads of their own while the tiles are encoded.
package final class SlideDigesting: Sendable {
  private let group = DispatchGroup()
  private let results = Mutex([Int: Result<String, any Error>]())
  private let count: Int

  /// Begins.
  package init(_ paths: [String], _ access: SlideAccess) {
    count = paths.count
    for (index, path) in paths.enumerated() {
      DispatchQueue.global(qos: .utility).async(group: group) {
        let result = Result { try access.wholeDigest(path) { _, _ in } }
        self.results.withLock { $0[index] = result }
      }
    }
  }

  /// Waits for them; one per slide, in the order of the paths.
  package func finish() throws -> [String] {
    group.wait()
    let results = results.withLock { $0 }
    return try (0..<count).compactMap { try results[$0]?.get() }
  }
}
