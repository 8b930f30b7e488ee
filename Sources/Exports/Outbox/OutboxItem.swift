import Basics
import Casework

/// What was signed that the laboratory is told of. Raw values are stored codes, and stand in the names of files.
package enum OutboxKind: String, Hashable, Sendable, CaseIterable {
  case signed, deferred, rejected, addendum, amended

  /// Of a reading that was signed.
  init(_ decision: Decision) {
    switch decision {
    case .confirm, .override, .acknowledge, .assess: self = .signed
    case .defer: self = .deferred
    case .reject: self = .rejected
    }
  }
}

/// An entry of the ledger that the laboratory is sent, and how far that is.
package struct OutboxItem: Hashable, Sendable {
  /// Whose case it is.
  package let caseID: String
  /// The entry's number in the ledger, from 1.
  package let entry: Int
  /// The entry's digest, hexadecimal.
  package let digest: String
  /// What was signed.
  package let kind: OutboxKind
  /// ISO 8601 with seconds, UTC.
  package let signedAt: String
  /// What is still to be made of the case.
  package internal(set) var unmade: [OutboxPart]
  /// The names of files that are made, and wait beside the casebook.
  package internal(set) var files: [String] = []
  /// The names of files that are in the outbox.
  package internal(set) var sent: [String] = []
  /// When the last of them went there, ISO 8601 with seconds, UTC; `nil` before that.
  package internal(set) var sentAt: String?
  /// The digests of the files that wait, by their names, hexadecimal: what has another one is not what was made.
  var digests: [String: String] = [:]
  /// Whether the files that wait say who the patient is; `nil` where that is not known.
  var identities: Bool?
  /// The folder into which files were sent; `nil` before that.
  var folder: String?

  /// Whether nothing of it is left to do.
  package var isSettled: Bool { unmade.isEmpty && files.isEmpty }
}

extension OutboxItem {
  /// Has a part of it made, whose files wait from now on.
  mutating func keep(_ made: [(name: String, digest: String)], of part: OutboxPart, identities: Bool) {
    unmade.removeAll { $0 == part }
    for (name, digest) in made {
      if !files.contains(name) { files.append(name) }
      digests[name] = digest
    }
    self.identities = identities
  }

  /// Has a file that waits be in a folder.
  mutating func send(_ name: String, into folder: String, at time: String) {
    files.removeAll { $0 == name }
    if !sent.contains(name) { sent.append(name) }
    digests[name] = nil
    (sentAt, self.folder) = (time, folder)
  }

  /// Has files made again, each with all that belong to its part.
  ///
  /// - Parameter formats: what is made of a case: all of it, where a name does not say of which part it is.
  /// - Returns: the names of what waits no more.
  mutating func makeAgain(_ names: [String], as formats: [ExportFormat]) -> [String] {
    let parts = names.map { OutboxNames.part(of: $0, in: self) }
    let again = parts.contains(nil) ? OutboxPart.all(of: kind, as: formats) : parts.compactMap(\.self)
    for part in again where !unmade.contains(part) { unmade.append(part) }
    let dropped = files.filter { name in OutboxNames.part(of: name, in: self).map(again.contains) ?? true }
    files.removeAll(where: dropped.contains)
    dropped.forEach { digests[$0] = nil }
    return dropped
  }
}

/// Something that is made of a case for the outbox. Codes are stored.
package enum OutboxPart: Hashable, Sendable {
  case format(ExportFormat)
  /// What the laboratory is asked for by a deferral.
  case workOrder

  /// As it is stored.
  var code: String {
    switch self {
    case .format(let format): format.rawValue
    case .workOrder: "order"
    }
  }

  /// The part of that code; `nil` where there is none.
  init?(code: String) {
    if code == Self.workOrder.code {
      self = .workOrder
    } else {
      guard let format = ExportFormat(rawValue: code) else { return nil }
      self = .format(format)
    }
  }

  /// What is sent of an entry, in the order in which it is.
  static func all(of kind: OutboxKind, as formats: [ExportFormat]) -> [OutboxPart] {
    let parts = formats.map { OutboxPart.format($0) }
    switch kind {
    case .deferred: return parts + [.workOrder]
    case .signed, .rejected, .addendum, .amended: return parts
    }
  }
}

extension OutboxItem {
  /// What an entry asks for; `nil` where it is no signature that the laboratory is told of.
  init?(_ entry: LedgerEntry, as formats: [ExportFormat]) {
    guard let kind = entry.outboxKind else { return nil }
    self.init(
      caseID: entry.caseID, entry: entry.sequence, digest: entry.digest, kind: kind, signedAt: entry.time,
      unmade: OutboxPart.all(of: kind, as: formats))
  }
}

extension LedgerEntry {
  /// What the entry is for the outbox. One whose content cannot be read is a signature all the same.
  fileprivate var outboxKind: OutboxKind? {
    switch knownKind {
    case .signed: return reading.map { OutboxKind($0.decision) } ?? .signed
    case .addendum: return .addendum
    case .amended: return .amended
    case .casebookCreated, .caseRegistered, .caseScored, .reviewOpened, .reviewerAdmitted, .reviewerRetired,
      .passphraseChanged, .reviewerLocked, .protocolSet, .firstRead, .opinionAsked, .opinionGiven, .opinionWithdrawn,
      .opinionRead, .labelResolved, .outcomeRecorded, .readingRepeated, nil:
      return nil
    }
  }

  /// The reading that it holds, as the ledger has it.
  var reading: SignOff? {
    guard case .signed(var signOff)? = try? event() else { return nil }
    signOff.entryDigest = digest
    return signOff
  }

  /// Who has signed it, by their printed name.
  var signerName: String? {
    guard let event = try? event() else { return nil }
    if case .signed(let signOff) = event { return signOff.reviewer }
    return event.supplement?.reviewer
  }
}
