import Basics
import TransparencyLog
import UseCases

extension LogFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .ledgerBroken(let entry):
      CommandFailure(
        .badData,
        "the ledger does not hold at entry \(entry), and nothing was signed; coverslip ledger verify says what is wrong"
      )
    case .keyLost(let path, let head):
      CommandFailure(
        .badData,
        "\(path): the key of the log is gone, and \(head) is a head that it signed; nothing was signed: bring the key "
          + "back from a backup; \(newLog)")
    case .notBySameKey(let path, let head):
      CommandFailure(
        .badData,
        "\(path): this is not the key that signed \(head), and nothing was signed: bring back the one that did; "
          + newLog)
    case .badKeyFile(let path, let failure):
      CommandFailure(.badData, "\(path): \(failure.phrase); give the key as it was made")
    case .badName(let name):
      CommandFailure(
        .usage, "\"\(name)\" cannot name a log or a witness; take one like lab.example/casebook, without blanks and +")
    case .nameIsFixed(let path, let name):
      CommandFailure(.usage, "\(path): the name is \(name) already and stays; leave the option out")
    case .notAHead(let path, let failure):
      CommandFailure(.badData, "\(path): \(failure.phrase); name the file as coverslip ledger wrote it")
    case .distrusted(let path, let distrust):
      CommandFailure(.badData, "\(path): \(distrust.phrase); ask where the file comes from")
    case .shortened(let source, let size, let entries):
      CommandFailure(
        .badData,
        "the ledger was shortened: \(source.phrase) is of \(size) entries, \(entries) are here; \(source.remedy)")
    case .rewritten(let source, let size):
      CommandFailure(
        .badData,
        "the ledger was rewritten: its first \(size) entries are not those of \(source.phrase); \(source.remedy)")
    case .entryTooLong(let entry):
      CommandFailure(
        .badData, "entry \(entry) is too long for a bundle of entries; export without --entries, or as JSON lines")
    case .otherTiles(let path, let origin):
      CommandFailure(
        .usage, "\(path): this folder holds the tiles of another log (\(origin)); name another folder")
    }
  }
}

/// What is done where a log's key is gone for good.
private let newLog =
  "where it is gone for good, move .logkey and .loghead away and name a new log with coverslip ledger key --origin"

extension HeadSource {
  fileprivate var phrase: String {
    switch self {
    case .given(let path): "the head \(path)"
    case .lastSigned(let path): "the head that was signed last (\(path))"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .given: "keep both as they are, and ask who had the casebook since"
    case .lastSigned:
      "nothing was signed: keep both as they are, and ask who had the casebook since; a restored casebook begins a new "
        + "log when its files .logkey and .loghead are moved away"
    }
  }
}

extension WitnessFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .refused(let refusal): CommandFailure(.badData, "not cosigned: \(refusal.phrase)")
    case .unknownLog(let origin):
      CommandFailure(
        .usage, "the witness does not know the log \(origin); give its key, of coverslip ledger key, with --trust")
    case .otherKey(let origin, let trusted):
      CommandFailure(
        .badData,
        "not cosigned: the witness trusts another key for the log \(origin), \(trusted); ask whose the new one is")
    case .badMemory(let path):
      CommandFailure(
        .badData, "\(path): what the witness keeps of this log cannot be read; restore the folder, or begin a new one")
    }
  }
}

extension WitnessRefusal {
  fileprivate var phrase: String {
    switch self {
    case .unknownLog(let origin): "the head is of another log, \(origin)"
    case .notTheLogs(let distrust): "\(distrust.phrase)"
    case .shortened(let known, let size):
      "the ledger was shortened, or an older casebook was restored: \(known) entries were cosigned, \(size) are here"
    case .otherBeginning(let known, let old):
      "the request begins at \(old) entries, the last head that was cosigned has \(known); make it with "
        + "--since \(known)"
    case .rewritten(let size): "the ledger was rewritten: its \(size) entries are not those that were cosigned"
    case .inconsistent(let known, let size):
      "the ledger was rewritten: the \(known) entries that were cosigned do not begin these \(size)"
    }
  }
}

extension NoteDistrust {
  fileprivate var phrase: String {
    switch self {
    case .unsigned: "the head is not signed by the log's key"
    case .badSignature(let name): "the head was changed: the signature of \(name) does not hold"
    }
  }
}

extension NoteFailure {
  fileprivate var phrase: String {
    switch self {
    case .tooLong(let limit): "more than the \(limit) bytes that a signed note can have"
    case .notText: "this is no signed note: it is not plain text"
    case .noSignatures: "this is no signed note: there are no signatures after an empty line"
    case .badSignature(let line): "this is no signed note: line \(line) is no signature"
    case .badCheckpoint(let line): "this is not a head of a log: line \(line) is not as it should be"
    case .badProof(let line): "this is not a proof: line \(line) is not as it should be"
    case .badRequest(let line): "this is no request to a witness: line \(line) is not as it should be"
    case .badKey: "this is no key of a log or witness"
    case .unknownAlgorithm(let code): "a key of kind \(code), which is not known here"
    }
  }
}

extension TreeFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .noSuchLeaf(let index, let size):
      CommandFailure(.ourFault, "there is no leaf \(index) in a tree of \(size); please report this")
    case .noSuchSize(let size, let leaves):
      CommandFailure(.usage, "there is no head of \(size) entries; the ledger has \(leaves)")
    }
  }
}
