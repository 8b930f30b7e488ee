import Casework
import Prognosis

/// A case that one reader has read twice on this workstation.
public struct RepeatedReading: Hashable, Sendable {
  /// Accession number.
  public var caseID: String
  /// The reader's first call.
  public var first: Call?
  /// When it was signed.
  public var firstAt: Timestamp
  /// The same reader's second call, made without the first one.
  public var second: Call?
  /// When it was made.
  public var secondAt: Timestamp

  /// Two readings of the case `caseID`.
  public init(caseID: String, first: Call?, firstAt: Timestamp, second: Call?, secondAt: Timestamp) {
    self.caseID = caseID
    self.first = first
    self.firstAt = firstAt
    self.second = second
    self.secondAt = secondAt
  }
}

/// Why a case that was read twice does not count. Raw values are codes that scripts are told.
public enum RepeatOmission: String, Sendable, CaseIterable {
  /// There are fewer than ``RepeatabilityDesign/washoutDays`` days between the readings.
  case washoutTooShort = "washout-too-short"
  /// One of the calls is not high or low.
  case noCall = "no-call"
  /// The case counts already: each counts once, with its earliest second reading after the washout.
  case countedAlready = "counted-already"
}

/// How well one reader repeats their own calls.
public struct Repeatability: Hashable, Sendable {
  /// Printed name of the reader.
  public let reviewer: String
  /// First call by second call, on the cases that count.
  public let agreement: Agreement
  /// How many readings do not count, by why; those that are 0 are left out.
  public let leftOut: [RepeatOmission: Int]

  /// Of the readings of `reviewer`, in any order.
  public init(of reviewer: String, _ readings: [RepeatedReading]) {
    self.reviewer = reviewer
    var (agreement, leftOut, counted) = (Agreement(), [RepeatOmission: Int](), Set<String>())
    for reading in readings.sorted(by: { ($0.secondAt.seconds, $0.caseID) < ($1.secondAt.seconds, $1.caseID) }) {
      if let omission = reading.omission(counted) {
        leftOut[omission, default: 0] += 1
      } else {
        agreement.add(reading.first, reading.second)
        counted.insert(reading.caseID)
      }
    }
    self.agreement = agreement
    self.leftOut = leftOut
  }

  /// The share of cases with the same call twice.
  public var concordance: Share { agreement.agreed }

  /// How many cases are still to be read before there are as many as the design asks for.
  public var casesMissing: Int { max(0, RepeatabilityDesign.cases - agreement.count) }
}

extension RepeatedReading {
  fileprivate func omission(_ counted: Set<String>) -> RepeatOmission? {
    if first?.isAnswer != true || second?.isAnswer != true { return .noCall }
    let washout = RepeatabilityDesign.washoutDays * RepeatabilityDesign.day
    if secondAt.seconds - firstAt.seconds < washout { return .washoutTooShort }
    return counted.contains(caseID) ? .countedAlready : nil
  }
}
