import Casework
import Prognosis

/// Which of a reader's calls are held against the model's. Raw values are codes that scripts are told.
public enum CallStage: String, Sendable, CaseIterable {
  /// What they committed before the model's call was shown to them.
  case first
  /// What they signed.
  case final
}

/// How a reader's calls and the model's agree: the reader is the first rater.
public struct ModelAgreement: Hashable, Sendable {
  /// Printed name.
  public let reviewer: String
  /// Which calls of theirs.
  public let stage: CallStage
  /// On the cases on which both answer.
  public let agreement: Agreement
  /// Signatures that count in no table: the reader or the model makes no call, or that finding is not known any more.
  public let leftOut: Int
}

/// What two readers' calls of one case are. Raw values are codes that scripts are told.
public enum ReaderComparison: String, Sendable, CaseIterable {
  /// Both first calls, which each of them made without model and colleague.
  case firstCalls = "first-calls"
  /// Both signed calls, where the protocol asks for several readers; none of them decides between the others.
  case signedCalls = "signed-calls"
  /// A second opinion that was given before the model's call was told, and the call of whoever signed.
  case blindedOpinions = "blinded-opinions"
  /// A second opinion of a colleague who knew the model's call, and the call of whoever signed.
  case openOpinions = "open-opinions"
}

/// How two readers agree.
public struct ReaderAgreement: Hashable, Sendable {
  /// Printed name of the first rater.
  public let first: String
  /// Printed name of the second; `nil`: all colleagues of the first together.
  public let second: String?
  /// Which calls of theirs.
  public let comparison: ReaderComparison
  /// On the cases on which both answer.
  public let agreement: Agreement
  /// Cases that count in no table: one of them was unsure or makes no call.
  public let leftOut: Int

  /// The fewest cases on which a reader is told how colleagues without names agree: of fewer the call of one of them
  /// could be read off.
  public static let fewestWithoutNames = 5

  /// Whether it names both readers, or has cases enough to name none.
  var isTold: Bool { second != nil || agreement.count >= Self.fewestWithoutNames }
}

/// Tables in the making, with what is left out of them.
private struct Tally {
  var agreement = Agreement()
  var leftOut = 0

  mutating func add(_ first: Call?, _ second: Call?) {
    if !agreement.add(first, second) { leftOut += 1 }
  }
}

// MARK: With the model

extension ModelAgreement {
  /// One per reader and stage, readers in the order of their names.
  static func all(_ cases: [ReadCase], _ scope: QualityScope) -> [ModelAgreement] {
    var tallies: [String: [CallStage: Tally]] = [:]
    for call in cases.flatMap(\.calls) where scope.tells(of: call.reviewer) && call.decision.tellsOfAgreement {
      tallies[call.reviewer, default: [:]][.final, default: Tally()].add(call.finalCall, call.modelCall)
      guard let first = call.firstCall else { continue }
      tallies[call.reviewer, default: [:]][.first, default: Tally()].add(first.call, call.modelCall)
    }
    return tallies.sorted { $0.key < $1.key }.flatMap { name, stages in
      CallStage.allCases.compactMap { stage in
        stages[stage].map {
          ModelAgreement(reviewer: name, stage: stage, agreement: $0.agreement, leftOut: $0.leftOut)
        }
      }
    }
  }
}

extension Decision {
  /// Whether its signer has said what they call the case, or that no call stands.
  fileprivate var tellsOfAgreement: Bool {
    switch self {
    case .confirm, .override, .acknowledge, .assess: true
    case .defer, .reject: false
    }
  }
}

// MARK: With each other

/// A pair of calls that two readers made of one case.
private struct CallPair {
  var comparison: ReaderComparison
  var first: (name: String, call: Call?)
  var second: (name: String, call: Call?)

  /// The same with the names in the order of the alphabet.
  var ordered: CallPair {
    first.name <= second.name ? self : CallPair(comparison: comparison, first: second, second: first)
  }

  /// The same as `scope` may know it: with the reader's own call first, and no name of a colleague; `nil` where neither
  /// is theirs.
  func told(in scope: QualityScope) -> (first: String, second: String?, pair: CallPair)? {
    switch scope {
    case .everybody:
      let ordered = ordered
      return (ordered.first.name, ordered.second.name, ordered)
    case .own(let name):
      if first.name == name { return (name, nil, self) }
      return second.name == name ? (name, nil, CallPair(comparison: comparison, first: second, second: first)) : nil
    case .nothing: return nil
    }
  }
}

extension ReadCase {
  fileprivate var pairs: [CallPair] { readerPairs + opinionPairs }

  /// Readers who read by themselves: each once, with their last signature.
  private var readerPairs: [CallPair] {
    let readers = calls.filter { !$0.isAdjudication && $0.finalCall != nil }
    return readers.indices.flatMap { i in
      readers[(i + 1)...].filter { $0.reviewer != readers[i].reviewer }.flatMap { other -> [CallPair] in
        let one = readers[i]
        let signed = CallPair(
          comparison: .signedCalls, first: (one.reviewer, one.finalCall), second: (other.reviewer, other.finalCall))
        guard let first = one.firstCall, let second = other.firstCall else { return [signed] }
        return [
          CallPair(
            comparison: .firstCalls, first: (one.reviewer, first.call), second: (other.reviewer, second.call)),
          signed,
        ]
      }
    }
  }

  /// Each colleague's first answer with the call that was signed first.
  private var opinionPairs: [CallPair] {
    guard let signed = calls.first(where: { $0.finalCall != nil && !$0.isAdjudication }) else { return [] }
    var heard: Set<String> = [signed.reviewer]
    return opinions.filter { heard.insert($0.reviewer).inserted }.map { opinion in
      CallPair(
        comparison: opinion.isBlinded ? .blindedOpinions : .openOpinions,
        first: (signed.reviewer, signed.finalCall), second: (opinion.reviewer, opinion.call.call))
    }
  }
}

extension ReaderAgreement {
  private struct Key: Hashable {
    var comparison: ReaderComparison
    var first: String
    var second: String?
  }

  /// One per comparison and pair of readers, in that order.
  static func all(_ cases: [ReadCase], _ scope: QualityScope) -> [ReaderAgreement] {
    var tallies: [Key: Tally] = [:]
    for told in cases.flatMap(\.pairs).compactMap({ $0.told(in: scope) }) {
      let key = Key(comparison: told.pair.comparison, first: told.first, second: told.second)
      tallies[key, default: Tally()].add(told.pair.first.call, told.pair.second.call)
    }
    return ReaderComparison.allCases.flatMap { comparison in
      tallies.filter { $0.key.comparison.rawValue == comparison.rawValue }
        .sorted { ($0.key.first, $0.key.second ?? "") < ($1.key.first, $1.key.second ?? "") }
        .map { key, tally in
          ReaderAgreement(
            first: key.first, second: key.second, comparison: comparison, agreement: tally.agreement,
            leftOut: tally.leftOut)
        }
    }
  }
}
