import Casework

/// One thing that was looked at in a casebook, and what was found.
public struct CasebookCheck: Equatable, Sendable {
  /// What was looked at. The raw value is its code in JSON.
  public enum Subject: String, CaseIterable, Sendable {
    case version
    case integrity
    case foreignKeys = "foreign-keys"
    case guards
    case ledger
    case projections
    case sealedKeys = "sealed-keys"
    case permissions
    case logKey = "log-key"
    case resultFiles = "result-files"
  }

  /// What was found.
  public enum Outcome: Equatable, Sendable {
    case holds(CasebookDetail)
    case broken(CasebookProblem)
    /// It cannot be told while something before it does not hold.
    case notChecked
  }

  /// What was looked at.
  public let subject: Subject
  /// What was found.
  public let outcome: Outcome

  /// What was found of a subject.
  public init(_ subject: Subject, _ outcome: Outcome) {
    self.subject = subject
    self.outcome = outcome
  }

  /// Whether something is wrong.
  public var isBroken: Bool {
    switch outcome {
    case .broken: true
    case .holds, .notChecked: false
    }
  }
}

/// What there is to say of something that holds.
public enum CasebookDetail: Equatable, Sendable {
  case nothing
  /// How many there are.
  case count(Int)
  /// The version of the tables, and the newest known here.
  case version(Int, newest: Int)
  case ledger(entries: Int, head: String)
  /// The modes of the casebook and of the files that belong to it, the widest one.
  case mode(Int)
  /// The log has no key yet.
  case noKey
  /// The name of the log, and how many entries the last head has that it signed; `nil` where it signed none.
  case log(origin: String, signed: Int?)
}

/// What is wrong.
public enum CasebookProblem: Error, Equatable, Sendable {
  case broken(LedgerBreak)
  /// SQLite's own words.
  case damaged(detail: String)
  /// Rows that refer to something that is not there.
  case references(Int)
  /// A table, trigger or index that is not as it is made.
  case altered(name: String)
  /// A file that may be used by others than it should; the bits that are too many.
  case open(path: String, mode: Int)
  case cannotRead(path: String, reason: String)
  /// Findings whose file is gone or another one: how many, of how many, and the first of them.
  case results(gone: Int, changed: Int, of: Int, first: String)
  /// The file of the log's key or of its last head; `detail` says what is wrong with it.
  case log(path: String, detail: LogProblem)
}

/// What is wrong with the files of a casebook's log.
public enum LogProblem: Equatable, Sendable {
  /// The key is not there, and a head that it signed is.
  case keyLost
  /// The file is something else.
  case notAKey
  case notAHead
  /// The last head is not signed by the key.
  case otherKey
  /// The ledger does not go on from the last head: it is of `size` entries.
  case leftBehind(size: Int)
}
