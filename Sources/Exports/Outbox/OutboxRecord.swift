import Casework

/// What a casebook's outbox remembers: how far it has read the ledger, and what of that is still to be sent.
///
/// What has to be sent follows from the ledger alone; whatever was read and does not wait has been sent, or was
/// overtaken by what was signed of the same case later.
package struct OutboxRecord: Hashable, Sendable {
  /// The last entry before the outbox was named: what was signed by then is not sent; 0 where all is.
  package internal(set) var begun: Int
  /// The last entry that was looked at.
  package internal(set) var seen: Int
  /// Its digest, hexadecimal; empty where none was.
  package internal(set) var digest: String
  /// What waits, oldest entry first; one entry per case.
  package internal(set) var waiting: [OutboxItem] = []
  /// What was sent last, oldest first, at most ``sentLimit``.
  package internal(set) var sent: [OutboxItem] = []
  /// Where the share begins that a folder lay on, by the folder; none for what lies on the root's file system.
  var shares: [String: String] = [:]

  /// How many entries that were sent are remembered; for people, nothing depends on them.
  static let sentLimit = 200

  /// The record of an outbox that begins behind an entry.
  init(behind entry: Int, digest: String) { (begun, seen, self.digest) = (entry, entry, digest) }

  /// Takes the entries that come after ``seen``. Of a case only what was signed last is sent: it says all that was
  /// signed before.
  ///
  /// - Returns: what waits no more, overtaken.
  mutating func take(_ entries: [LedgerEntry], as formats: [ExportFormat]) -> [OutboxItem] {
    var overtaken: [OutboxItem] = []
    for entry in entries {
      (seen, digest) = (entry.sequence, entry.digest)
      guard let item = OutboxItem(entry, as: formats) else { continue }
      for old in waiting where old.caseID == item.caseID {
        overtaken.append(old)
        drop(old.entry)
      }
      waiting.append(item)
    }
    return overtaken
  }

  /// Has what was signed before the outbox was named wait as well, where nothing was signed of its case since.
  ///
  /// - Parameter latest: the last signature of each case.
  mutating func takeOlder(_ latest: [OutboxItem]) {
    waiting = (latest.filter { $0.entry <= begun } + waiting).sorted { $0.entry < $1.entry }
    begun = 0
  }

  /// Remembers on which share a folder lies.
  ///
  /// - Returns: where the share began that the folder lay on, and lies on no more; `nil` where all is as it was.
  mutating func remember(_ folder: String, _ place: OutboxPlace) -> String? {
    if let share = shares[folder], place.path == share || place.path.hasPrefix(share + "/"),
      place.mount.count < share.count
    {
      return share
    }
    shares[folder] = place.mount == "/" ? nil : place.mount
    return nil
  }

  /// What waits of an entry, as it stands.
  func item(_ entry: Int) -> OutboxItem? { waiting.first { $0.entry == entry } }

  /// Puts an item in the place of what was known of its entry; what is settled waits no more.
  mutating func put(_ item: OutboxItem) {
    guard let index = waiting.firstIndex(where: { $0.entry == item.entry }) else { return }
    waiting[index] = item
    if item.isSettled { drop(item.entry) }
  }

  /// Takes an entry off what waits; what was sent of it is remembered.
  mutating func drop(_ entry: Int) {
    guard let index = waiting.firstIndex(where: { $0.entry == entry }) else { return }
    var item = waiting.remove(at: index)
    (item.unmade, item.files, item.digests) = ([], [], [:])
    if !item.sent.isEmpty { sent = Array((sent + [item]).suffix(Self.sentLimit)) }
  }
}
