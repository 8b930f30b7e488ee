import Basics
import CasebookStore
import Casework

/// What `casebook backup`, `check` and `restore` say, and that a casebook was brought to a newer version.
package enum CasebookText {
  /// `casebook backup`. `others` are files that are not in the copy, by their names.
  package static func text(_ backup: CasebookBackup, without others: [String]) -> String {
    let line = "\(backup.path.printable): \(count(backup.entries, "entry", "entries")), \(backup.bytes) bytes, checked"
    guard !others.isEmpty else { return line }
    return line + "\nnot in it, to be copied beside: \(others.map(\.printable).joined(separator: ", "))"
  }

  /// `casebook restore`.
  package static func text(_ restoration: CasebookRestoration, from backup: String) -> String {
    let restored = restoration.restored
    let lines = [
      "\(restored.path.printable): restored from \(backup.printable), \(count(restored.entries, "entry", "entries"))",
      restoration.aside.map { "the casebook that was here is kept as \($0.printable)" },
      difference(restoration.difference),
    ]
    return lines.compactMap(\.self).joined(separator: "\n")
  }

  private static let notice = "a head that was kept elsewhere, or a witness, will notice"

  private static func difference(_ difference: LedgerDifference) -> String? {
    switch difference {
    case .none, .same: nil
    case .older(let missing):
      "the backup is older by \(count(missing, "entry", "entries")), which only the one kept aside has; \(notice)"
    case .newer(let more): "the backup is newer by \(count(more, "entry", "entries"))"
    case .parted(let common, let missing):
      "both ledgers part after entry \(common): \(count(missing, "later one is", "later ones are")) in the one kept "
        + "aside alone; \(notice)"
    case .unknown(let failure):
      "whether the backup is older is not known, the one kept aside cannot be read: "
        + failure.words.sentence.printable
    }
  }

  /// A casebook of an older version was copied and brought to this one.
  package static func text(_ migration: CasebookMigration) -> String {
    "the casebook was of version \(migration.version) and is of \(migration.newVersion) now; as it was it is kept as "
      + migration.backup
  }

  private static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }
}

/// What `casebook check` says.
package enum CheckText {
  /// One line for each thing that was looked at.
  package static func text(_ checks: [CasebookCheck]) -> String {
    checks.map { "\(mark($0)) \(label($0.subject)): \(sentence($0.outcome).printable)" }.joined(separator: "\n")
  }

  /// The same as JSON.
  package static func json(_ checks: [CasebookCheck]) -> String {
    JSONValue.object([
      JSONMember("intact", .bool(!checks.contains(where: \.isBroken))),
      JSONMember(
        "checks",
        .array(
          checks.map { check in
            .object([
              JSONMember("check", .string(check.subject.rawValue)), JSONMember("holds", holds(check)),
              JSONMember("text", .string(sentence(check.outcome))),
            ])
          })),
    ]).prettyText
  }

  private static func mark(_ check: CasebookCheck) -> String {
    switch check.outcome {
    case .holds: "ok      "
    case .broken: "BROKEN  "
    case .notChecked: "?       "
    }
  }

  private static func holds(_ check: CasebookCheck) -> JSONValue {
    switch check.outcome {
    case .holds: .bool(true)
    case .broken: .bool(false)
    case .notChecked: .null
    }
  }

  private static func label(_ subject: CasebookCheck.Subject) -> String {
    switch subject {
    case .version: "version"
    case .integrity: "SQLite's own check"
    case .foreignKeys: "references between tables"
    case .guards: "tables and guards"
    case .ledger: "ledger"
    case .projections: "listed cases and reviewers"
    case .sealedKeys: "sealed keys"
    case .permissions: "permissions"
    case .logKey: "the log's key and head"
    case .resultFiles: "result files"
    }
  }

  private static func sentence(_ outcome: CasebookCheck.Outcome) -> String {
    switch outcome {
    case .holds(let detail): detail.sentence
    case .broken(let problem): problem.sentence
    case .notChecked: "not checked, since the ledger does not hold"
    }
  }
}

extension CasebookDetail {
  fileprivate var sentence: String {
    switch self {
    case .nothing: "as it should be"
    case .count(let count): "\(count), as it should be"
    case .version(let version, let newest) where version < newest:
      "\(version); the next command that writes brings it to \(newest), after a backup"
    case .version(let version, _): "\(version)"
    case .ledger(let entries, let head): "intact: \(entries) entries, head \(head)"
    case .mode(let mode): "0\(String(mode, radix: 8)), \(mode & 0o070 == 0 ? "the owner alone" : "owner and group")"
    case .noKey: "none yet; coverslip ledger head makes it"
    case .log(let origin, nil): "\(origin), which signed no head yet"
    case .log(let origin, let signed?): "\(origin); the ledger goes on from the head of \(signed) entries"
    }
  }
}

extension CasebookProblem {
  fileprivate var sentence: String {
    switch self {
    case .broken(let broken): VerificationText.text(.broken(broken))
    case .damaged(let detail): "the database is damaged (\(detail)); restore it from the last backup"
    case .references(let count): "\(count) rows refer to what is not there"
    case .altered(let name): "\(name) was changed; restore the casebook from the last backup"
    case .open(let path, let mode):
      "\(path) has mode 0\(String(mode, radix: 8)), which lets others at it; chmod o= \(path) takes that away, or go= "
        + "for the log's key"
    case .cannotRead(let path, let reason): "\(path): cannot be read (\(reason))"
    case .results(let gone, let changed, let count, let first):
      "of \(count), \(gone) are gone and \(changed) were changed, the first is \(first)"
    case .log(let path, .keyLost):
      "\(path): the key is gone, and the last head that it signed is there; restore the file as it was"
    case .log(let path, .notAKey): "\(path): this is no key; restore the file as it was"
    case .log(let path, .notAHead): "\(path): this is no head; restore the file as it was"
    case .log(let path, .otherKey): "\(path): this head was not signed by the log's key"
    case .log(let path, .leftBehind(let size)):
      "\(path): the ledger does not go on from this head of \(size) entries, as after a "
        + "restore; Documentation/Ledger.md says what to do"
    }
  }
}
