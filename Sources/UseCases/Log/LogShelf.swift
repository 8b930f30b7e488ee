/// Held until it is released or the process ends.
package protocol HeldLock: Sendable {
  /// Lets the next one in.
  func release()
}

/// Where the key of a casebook's log lies, and the last head that it signed.
///
/// Every call throws what its edge throws where a file cannot be read or written.
package protocol LogShelf: Sendable {
  /// Where the key is, for the user.
  var keyPath: String { get }
  /// Where the last head is, for the user.
  var headPath: String { get }

  /// What is kept of the key; `nil` before the first use.
  func key() throws -> [UInt8]?
  /// Keeps a key where there is none yet; `false` where another one came first.
  func createKey(_ bytes: [UInt8]) throws -> Bool
  /// The last head that was signed.
  func head() throws -> [UInt8]?
  /// Puts a head in the place of the last one, whole or not at all.
  func keepHead(_ bytes: [UInt8]) throws
  /// Waits until nobody else signs a head.
  func lock() throws -> any HeldLock
}

/// What a witness keeps: its key, and for each log the key that it trusts and the last head that it cosigned.
///
/// Every call throws what its edge throws where a file cannot be read or written.
package protocol WitnessShelf: Sendable {
  /// Where it is, for the user.
  var path: String { get }

  /// What is kept of the witness's key; `nil` before the first use.
  func key() throws -> [UInt8]?
  /// Keeps a key where there is none yet; `false` where another one came first.
  func createKey(_ bytes: [UInt8]) throws -> Bool
  /// What is kept of the log of an origin.
  func memory(of origin: String) throws -> [UInt8]?
  /// Puts something in the place of that, whole or not at all; it is on the disk when this returns.
  func remember(_ bytes: [UInt8], of origin: String) throws
  /// Waits until no other process witnesses.
  func lock() throws -> any HeldLock
}
