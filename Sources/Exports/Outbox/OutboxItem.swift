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

  /// Whether nothing of it is left to do.
  package var isSettled: Bool { unmade.isEmpty && files.isEmpty }
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
