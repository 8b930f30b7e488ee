import Basics
import Casework

/// How often cases are read again, and after how long: the design by which the College of American Pathologists has a
/// laboratory compare a pathologist with themselves (Pantanowitz et al., Arch Pathol Lab Med 2013;137:1710; Evans et
/// al., Arch Pathol Lab Med 2022;146:440): at least 60 cases, with at least two weeks between the readings.
///
/// Theirs compares glass with a viewer. Here both readings are on this workstation: what it measures is how well a
/// reader repeats themselves, and it validates no viewer.
public enum RepeatabilityDesign {
  /// The fewest cases.
  public static let cases = 60
  /// The fewest days between the readings of a case.
  public static let washoutDays = 14
  /// Seconds of a day.
  static let day = 86_400
}

/// Which cases a reader is to read again, and when.
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
  /// In the order in which they are to be read, which tells nothing of their first calls.
  public let items: [Item]

  /// Cases that `reviewer` has signed with a high or low call, drawn without regard to it.
  ///
  /// - Parameters:
  ///   - count: how many are wanted; fewer where the reader has not signed so many.
  ///   - seed: what the draw follows from; the same seed draws the same cases.
  public init(
    of reviewer: String, from read: ReadCases, count: Int = RepeatabilityDesign.cases, seed: UInt64
  ) {
    self.reviewer = reviewer
    let known = read.cases.compactMap { read -> Item? in
      guard let call = read.calls.last(where: { $0.reviewer == reviewer && $0.finalCall?.isAnswer == true }),
        let signedAt = call.signedAt
      else { return nil }
      let washout = RepeatabilityDesign.washoutDays * RepeatabilityDesign.day
      return Item(caseID: read.id, notBefore: Timestamp(seconds: signedAt.seconds + washout))
    }
    var (items, draws) = (known.sorted { $0.caseID < $1.caseID }, SeededDraws(seed: seed))
    draws.shuffle(&items)
    self.items = Array(items.prefix(max(0, count)))
  }

  /// Whether there are as many cases as the design asks for.
  public var isEnough: Bool { items.count >= RepeatabilityDesign.cases }
}
