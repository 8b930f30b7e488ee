import Casework
import Prognosis

/// A case that one reader has read twice.
public struct RepeatedReading: Hashable, Sendable {
  /// Accession number.
  public var caseID: String
  /// The reader's first call.
  public var first: Call?
  /// When it was given.
  public var firstAt: Timestamp
  /// The same reader's second call, made without the first one.
  public var second: Call?
  /// When it was made.
  public var secondAt: Timestamp
  /// Whether the model's call was shown to the reader before they made the first one.
  public var sawModel: Bool
  /// Where the second one was made, as far as its reader says so.
  public var secondPlace: DiagnosisSource

  /// Two readings of the case `caseID`.
  public init(
    caseID: String, first: Call?, firstAt: Timestamp, second: Call?, secondAt: Timestamp, sawModel: Bool = false,
    secondPlace: DiagnosisSource = .notStated
  ) {
    self.caseID = caseID
    self.first = first
    self.firstAt = firstAt
    self.second = second
    self.secondAt = secondAt
    self.sawModel = sawModel
    self.secondPlace = secondPlace
  }

  /// The readings of `file` by `reviewer`; `nil` where they have not read it twice.
  public init?(of file: CaseFile, by reviewer: String) {
    guard let earlier = file.earlierRead(of: reviewer), let again = file.repetition(of: reviewer),
      let secondAt = Timestamp(again.readAt)
    else { return nil }
    self.init(
      caseID: file.id, first: earlier.call.call, firstAt: earlier.at, second: again.call.call, secondAt: secondAt,
      sawModel: earlier.sawModel, secondPlace: again.diagnosisRead ?? .notStated)
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
  /// On how many of the cases that count the first call was given with the model's in sight, and the second without.
  public let sawModel: Int
  /// How many of the cases that count were read again where; places without any are left out.
  public let places: [DiagnosisSource: Int]

  /// Of the readings of `reviewer`, in any order.
  public init(of reviewer: String, _ readings: [RepeatedReading]) {
    self.reviewer = reviewer
    var (agreement, leftOut, counted, shown) = (Agreement(), [RepeatOmission: Int](), Set<String>(), 0)
    var places: [DiagnosisSource: Int] = [:]
    for reading in readings.sorted(by: { ($0.secondAt.seconds, $0.caseID) < ($1.secondAt.seconds, $1.caseID) }) {
      if let omission = reading.omission(counted) {
        leftOut[omission, default: 0] += 1
      } else {
        agreement.add(reading.first, reading.second)
        counted.insert(reading.caseID)
        places[reading.secondPlace, default: 0] += 1
        if reading.sawModel { shown += 1 }
      }
    }
    self.agreement = agreement
    self.leftOut = leftOut
    sawModel = shown
    self.places = places
  }

  /// The share of cases with the same call twice.
  public var concordance: Share { agreement.agreed }

  /// How many of the cases that count were not read again on the workstation's screen, as far as is known.
  public var elsewhere: Int { agreement.count - (places[.thisScreen] ?? 0) }

  /// How many cases are still to be read before there are as many as the design asks for.
  public var casesMissing: Int { max(0, RepeatabilityDesign.cases - agreement.count) }
}

extension RepeatedReading {
  fileprivate func omission(_ counted: Set<String>) -> RepeatOmission? {
    if first?.isAnswer != true || second?.isAnswer != true { return .noCall }
    if secondAt.seconds - firstAt.seconds < RepeatabilityDesign.washout { return .washoutTooShort }
    return counted.contains(caseID) ? .countedAlready : nil
  }
}
