import Files
import Foundation
import UseCases

/// What is kept of orders, in files beside the casebook that only their owner may read: whose orders they are stands
/// there.
package struct OrderFiles: Sendable {
  /// `casebook.sqlite.orders`, as JSON.
  package let path: String

  /// What is longer is no such file, bytes.
  private static let limit = 1 << 28

  /// The files beside the casebook at `path`.
  package init(beside path: String) { self.path = CasebookCompanions.ordersPath(beside: path) }

  /// The orders; none where nothing is kept yet.
  ///
  /// - Throws: `file`, `badBook`.
  package func load() throws(OrderFailure) -> OrderBook {
    guard FilePaths.isFile(path) else { return OrderBook() }
    let bytes: [UInt8]
    do throws(FileFailure) { bytes = try WholeFile.read(path, limit: Self.limit) } catch { throw .file(error) }
    guard let book = try? JSONDecoder().decode(OrderBook.self, from: Data(bytes)), book.format == OrderBook.format
    else { throw .badBook(path: path) }
    return book
  }

  /// Puts the orders in the place of those before, whole or not at all.
  ///
  /// - Throws: `file`.
  func save(_ book: OrderBook) throws(OrderFailure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(book) else { throw .badBook(path: path) }
    do throws(FileFailure) {
      try AtomicFile.write(Array(bytes), to: path, by: path + ".partial", mode: 0o600)
    } catch { throw .file(error) }
  }

  /// Waits until no other process takes orders for the casebook.
  ///
  /// - Throws: `file`.
  func lock() throws(OrderFailure) -> FileLock {
    do throws(FileFailure) { return try FileLock(path + ".lock", mode: 0o600) } catch { throw .file(error) }
  }
}
