import Prognosis

/// What lists filter and order a case by. It is the same for everybody who asks: of a case that is read blinded it
/// knows no call, no flag, no disagreement, and nobody who gave a call, as if the case had not been scored.
///
/// Casebooks keep it. Whoever changes what it makes of a case changes their schema, too.
public struct ListedFacts: Hashable, Sendable {
  private let file: CaseFile

  /// What is listed of `file`, told or untold.
  public init(_ file: CaseFile) { self.file = file }

  // MARK: Marks

  /// The marks of the case as ``text(_:_:)`` writes them, each once, in the order of their bytes.
  public var marks: [String] {
    let marks = CaseMark.allCases.flatMap { mark in values(of: mark).map { Self.text(mark, $0) } }
    return Set(marks).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether the case has one of these marks.
  func hasMark(_ mark: CaseMark, _ values: [String]) -> Bool {
    let own = self.values(of: mark)
    return values.contains(where: own.contains)
  }

  /// A mark as it is listed: `flag:pen`, all in lower case.
  public static func text(_ mark: CaseMark, _ value: String) -> String { "\(mark.rawValue):\(value)" }

  private func values(of mark: CaseMark) -> [String] {
    switch mark {
    case .status:
      [file.status.rawValue] + (CaseStage.toDo.holds(file.status) ? [CaseStage.toDo.rawValue] : [])
    case .call: [file.listedCall?.rawValue ?? CaseMark.none]
    case .model: [file.listedFinding?.call.rawValue ?? CaseMark.none]
    case .final: [file.listedFinalCall?.rawValue ?? CaseMark.none]
    case .flag: closed(file.listedFinding?.flags.map(\.kind.rawValue) ?? [])
    case .by: file.listedReaders.flatMap { [$0] + $0.split(separator: " ").map(String.init) }
    case .disagrees: closed(file.listedDisagreements.map(\.rawValue))
    }
  }

  private func closed(_ values: [String]) -> [String] {
    values.isEmpty ? [CaseMark.none] : values + [CaseMark.any]
  }

  // MARK: Keys

  /// The number as lists compare it: the greater comes first, none comes last.
  public func numberKey(_ number: CaseNumber) -> String {
    let clinical = file.record.clinical
    let value: Double? =
      switch number {
      case .age: clinical.age
      case .grade: clinical.grade.map(Double.init)
      case .size: clinical.tumourSizeMM
      case .nodes: clinical.positiveNodes.map(Double.init)
      case .slides: Double(file.record.slides.count)
      case .risk: file.listedProbability
      }
    return ListedKey.descending(value)
  }

  /// What the list is ordered by, as bytes; cases without a value come last. Never changed, since casebooks hold it.
  public func key(of order: CaseOrderKey) -> String {
    switch order {
    case .received: file.record.received.map { "0" + $0 } ?? "1"
    case .probability: numberKey(.risk)
    case .status: file.status.orderKey
    case .name: ""
    case .age: numberKey(.age)
    case .grade: numberKey(.grade)
    case .slides: numberKey(.slides)
    case .finalCall: file.listedFinalCall.orderKey
    case .call: (file.listedFinding?.call).orderKey
    case .flags: ListedKey.descending((file.listedFinding?.flags.count).map(Double.init))
    case .reviewer: file.listedReader.map { "0" + $0 } ?? "1"
    case .disagreement: disagreementKey
    }
  }

  /// More disagreements first, of as many the nearer to the threshold.
  private var disagreementKey: String {
    guard let margin = file.listedFinding?.margin else { return "9" }
    return "\(8 - file.listedDisagreements.count)" + ListedKey.ascending(margin)
  }
}

/// Numbers as texts whose bytes are in the order of the values.
enum ListedKey {
  /// The key of no value: after that of every other.
  static let none = "g"

  /// The bits of a number are in the order of their values; turned round the highest comes first.
  static func descending(_ value: Double?) -> String {
    guard let value, value >= 0 else { return none }
    return digits(~value.magnitude.bitPattern)
  }

  /// The lowest first.
  static func ascending(_ value: Double) -> String { digits(value.magnitude.bitPattern) }

  private static func digits(_ bits: UInt64) -> String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// Keys from `lower` on and below `upper`, by their bytes: what a comparison asks of a number or a day.
public struct ListedRange: Hashable, Sendable {
  /// The first key that is asked for.
  public let lower: String
  /// The key before which they end.
  public let upper: String

  /// Whether `key` is asked for.
  func holds(_ key: String) -> Bool {
    !key.utf8.lexicographicallyPrecedes(lower.utf8) && key.utf8.lexicographicallyPrecedes(upper.utf8)
  }

  /// The keys of the numbers that are so; the greater a number is, the earlier its key.
  public init(_ number: CaseNumber, _ comparison: Comparison, _ value: Double) {
    let key = ListedKey.descending(value / number.scale)
    // No key begins with another one: what follows `key` begins after this.
    let behind = key + "!"
    switch comparison {
    case .above: self.init("", key)
    case .atLeast: self.init("", behind)
    case .equal: self.init(key, behind)
    case .atMost: self.init(key, ListedKey.none)
    case .below: self.init(behind, ListedKey.none)
    }
  }

  /// The keys of the days that are so; every day of a month or year is equal to it.
  public init(received comparison: Comparison, _ day: String) {
    let (key, behind, none) = ("0" + day, "0" + day + "~", "1")
    switch comparison {
    case .above: self.init(behind, none)
    case .atLeast: self.init(key, none)
    case .equal: self.init(key, behind)
    case .atMost: self.init("", behind)
    case .below: self.init("", key)
    }
  }

  private init(_ lower: String, _ upper: String) {
    self.lower = lower
    self.upper = upper
  }
}

// MARK: - What is the same for everybody

extension CaseFile {
  /// The model's finding; none of a case that is read blinded, whoever asks.
  var listedFinding: Finding? { isBlinded ? nil : finding }

  /// The signed call that stands.
  var listedFinalCall: Call? { isBlinded ? nil : standing?.finalCall }

  /// The call that stands: of a case that is to do still the model's.
  var listedCall: Call? { status.isClosed ? listedFinalCall : listedFinding?.call }

  /// What the case is listed by among others: the probability that is shown; none of a case that is read blinded,
  /// whoever asks.
  public var listedProbability: Double? { isBlinded ? nil : shownProbability }

  /// Where the case disagrees with itself, as far as everybody may know it.
  public var listedDisagreements: [CaseDisagreement] {
    let grades = ([signOff] + readings).compactMap { $0?.grade?.own } + firstReads.compactMap(\.grade)
    return listedFinding?.disagreements(with: record.clinical, grades: grades) ?? []
  }

  /// Who stands beside the case in a list, in lower case.
  fileprivate var listedReader: String? { ((isBlinded ? nil : standing?.reviewer) ?? reviewer)?.lowercased() }

  /// Everybody who has opened, read or signed it and may be known to have, in lower case.
  fileprivate var listedReaders: [String] {
    let said = isBlinded ? [] : [signOff?.reviewer] + (readings.map(\.reviewer) + supplements.map(\.reviewer))
    return ([reviewer] + said).compactMap { $0?.lowercased() }
  }
}

extension Call? {
  fileprivate var orderKey: String {
    switch self {
    case .high?: "0"
    case .low?: "1"
    case .noCall?: "2"
    case nil: "3"
    }
  }
}
