import Casework

/// The signed cases of a casebook, and how many there are besides.
///
/// A case that is read blinded and is not closed tells nothing here, whoever asks: its readers' calls are not to be
/// guessed from a figure before all have signed.
public struct ReadCases: Hashable, Sendable {
  /// Those that somebody has signed, in the order in which they were added.
  public private(set) var cases: [ReadCase] = []
  /// How many nobody has signed yet.
  public private(set) var unsigned = 0
  /// How many are read blinded and not closed.
  public private(set) var withheld = 0
  /// What all of them passed.
  public var filter = CaseFilter()

  /// No case yet.
  public init() {}

  /// Of `files`, as they stand.
  public init(_ files: some Sequence<CaseFile>) {
    for file in files { add(file) }
  }

  /// Takes a case; see ``ReadCase/init(_:putOff:)``.
  public mutating func add(_ file: CaseFile, putOff: [SignOff] = []) {
    guard !file.isBlinded, file.withheld == nil else { return withheld += 1 }
    let read = ReadCase(file, putOff: putOff)
    if read.calls.isEmpty { unsigned += 1 } else { cases.append(read) }
  }

  /// Takes a case that was taken apart before.
  public mutating func add(_ read: ReadCase) { cases.append(read) }
}
