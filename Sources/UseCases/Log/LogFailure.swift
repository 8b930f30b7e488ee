import TransparencyLog

/// Why the ledger's log does not do what was asked. Nothing was signed.
package enum LogFailure: Error, Equatable, Sendable {
  /// The chain does not hold from entry `entry` on.
  case ledgerBroken(entry: Int)
  /// The key is not there, and the last head that it signed is: a key that is made anew is not the log's.
  case keyLost(path: String, head: String)
  /// The last head was signed by another key than the one that is there.
  case notBySameKey(path: String, head: String)
  /// The file of a key holds something else.
  case badKeyFile(path: String, NoteFailure)
  /// Not a name for a log or a witness.
  case badName(String)
  /// The log has another name, and keeps it.
  case nameIsFixed(path: String, name: String)
  /// The file is not a head, a proof or a request.
  case notAHead(path: String, NoteFailure)
  /// The file says that the log signed it, and it did not, or no key says so.
  case distrusted(path: String, NoteDistrust)
  /// A head is of `size` entries, of which only `entries` are there.
  case shortened(HeadSource, size: Int, entries: Int)
  /// The first `size` entries are not those of a head.
  case rewritten(HeadSource, size: Int)
  /// An entry of an older casebook that is too long for a bundle of tlog-tiles.
  case entryTooLong(entry: Int)
  /// The folder holds the tiles of another log.
  case otherTiles(path: String, origin: String)
}

/// Where a head comes from that the ledger is held against.
package enum HeadSource: Equatable, Sendable {
  /// A file that was named.
  case given(path: String)
  /// The last one that the log signed itself.
  case lastSigned(path: String)
}

/// Why a witness does not cosign. Its memory is as it was.
package enum WitnessFailure: Error, Equatable, Sendable {
  /// Its rules say no.
  case refused(WitnessRefusal)
  /// It does not watch this log yet, and was not told the log's key.
  case unknownLog(origin: String)
  /// It trusts another key for this log.
  case otherKey(origin: String, trusted: String)
  /// What it keeps of the log cannot be read.
  case badMemory(path: String)
}
