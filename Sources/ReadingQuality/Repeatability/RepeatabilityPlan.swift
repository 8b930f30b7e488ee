import Basics
import Casework

/// The cases that a reader has read, and those of them that they have read again.
public struct RepeatableCases: Hashable, Sendable {
  /// A case that the reader may read again, or has.
  public struct Candidate: Hashable, Sendable {
    /// Accession number.
    public let caseID: String
    /// The first moment at which the washout is over.
    public let notBefore: Timestamp
    /// When it was read again; `nil` where it was not.
    public let repeatedAt: Timestamp?
  }

  /// Printed name of the reader.
  public let reviewer: String
  /// The cases on which their call was high or low, in the order in which they were added.
  public private(set) var candidates: [Candidate] = []
  /// What they have read twice.
  public private(set) var readings: [RepeatedReading] = []

  /// No case yet of `reviewer`.
  public init(of reviewer: String) { self.reviewer = Reviewer.name(reviewer) }

  /// Takes a case as the program itself is told it; one that the reader has not read is passed over.
  public mutating func add(_ file: CaseFile) {
    guard let earlier = file.earlierRead(of: reviewer) else { return }
    if let reading = RepeatedReading(of: file, by: reviewer) { readings.append(reading) }
    guard earlier.call.call != nil else { return }
    candidates.append(
      Candidate(
        caseID: file.id, notBefore: earlier.notBefore,
        repeatedAt: file.repetition(of: reviewer).flatMap { Timestamp($0.readAt) }))
  }

  /// How well the reader repeats their own calls.
  public var repeatability: Repeatability { Repeatability(of: reviewer, readings) }
}

/// Which cases a reader is to read again, and when.
///
/// It follows from the casebook and the seed alone, and is kept nowhere. Each case has its place in the draw by its own
/// name, so that cases which are read meanwhile leave the order of the others as it is; what the reader has repeated
/// already counts toward the number.
public struct RepeatabilityPlan: Hashable, Sendable {
  /// A case to be read again.
  public struct Item: Hashable, Sendable {
    /// Accession number.
    public let caseID: String
    /// The first moment at which the washout is over.
    public let notBefore: Timestamp
  }

  /// Printed name of the reader.
  public let reviewer: String
  /// What is still to be read again, in the order in which it is to be read, which tells nothing of the first calls.
  public let items: [Item]
  /// How many cases the reader has read again by now.
  public let repeated: Int

  /// Cases that the reader has read with a high or low call, drawn without regard to it.
  ///
  /// - Parameters:
  ///   - count: how many are wanted with those that are repeated already; fewer where the reader has not read so many.
  ///   - seed: what the draw follows from; the same seed draws the same cases.
  public init(of cases: RepeatableCases, count: Int = RepeatabilityDesign.cases, seed: UInt64 = Self.usualSeed) {
    reviewer = cases.reviewer
    repeated = cases.candidates.count { $0.repeatedAt != nil }
    let left = cases.candidates.filter { $0.repeatedAt == nil }
    let drawn = left.map { (draw: Self.draw($0.caseID, seed), item: Item(caseID: $0.caseID, notBefore: $0.notBefore)) }
      .sorted { ($0.draw, $0.item.caseID) < ($1.draw, $1.item.caseID) }
    items = drawn.prefix(max(0, count - repeated)).map(\.item)
  }

  /// The seed where none is given.
  public static let usualSeed: UInt64 = 1

  /// Whether there are, with those that are repeated already, as many cases as the design asks for.
  public var isEnough: Bool { repeated + items.count >= RepeatabilityDesign.cases }

  /// What can be read again at `now`, seconds since the epoch.
  public func due(at now: Int) -> [Item] { items.filter { $0.notBefore.seconds <= now } }

  /// The place of a case in the draw: its name, byte by byte, stirred into the seed.
  private static func draw(_ caseID: String, _ seed: UInt64) -> UInt64 {
    var draws = SeededDraws(seed: seed)
    for byte in caseID.utf8 { draws = SeededDraws(seed: draws.next() ^ UInt64(byte)) }
    return draws.next()
  }
}
