import Casework
import Prognosis

/// How often a reader called a case first so, and finally so, where the model said so.
public struct SwitchCell: Hashable, Sendable {
  /// Before the model's call was shown.
  public let first: FirstCall
  /// What was signed; `nil` where the case was put off or its slide rejected.
  public let final: Call?
  /// What the model said.
  public let model: Call
  /// How many signatures.
  public let count: Int
}

/// What readers did with a first call once they had seen the model's.
///
/// A turn is neither right nor wrong: that says an outcome or an adjudication alone.
public struct Switches: Hashable, Sendable {
  /// The whole table, without its empty cells: by first, final and model in the order of their codes.
  public let cells: [SwitchCell]

  /// Of the signatures that `scope` tells of and that have a first call and a finding.
  init(_ cases: [ReadCase], _ scope: QualityScope) {
    var counts: [SwitchKey: Int] = [:]
    for call in cases.flatMap(\.calls) where scope.tells(of: call.reviewer) {
      guard let first = call.firstCall, let model = call.modelCall else { continue }
      counts[SwitchKey(first: first, final: call.finalCall, model: model), default: 0] += 1
    }
    let finals: [Call?] = Call.allCases + [nil]
    cells = FirstCall.allCases.flatMap { first in
      finals.flatMap { final in
        Call.allCases.compactMap { model in
          counts[SwitchKey(first: first, final: final, model: model)].map {
            SwitchCell(first: first, final: final, model: model, count: $0)
          }
        }
      }
    }
  }

  /// How many signatures the table holds.
  public var count: Int { count { _ in true } }

  /// Turns toward the model: first another call than the model's, finally the model's; of the first calls that were
  /// another one.
  public var toward: Share {
    Share(
      count { $0.isTwoAnswers && !$0.isFirstModels && $0.isFinalModels },
      of: count { $0.isTwoAnswers && !$0.isFirstModels })
  }

  /// Turns away from the model: first the model's call, finally another one; of the first calls that were the model's.
  public var away: Share {
    Share(
      count { $0.isTwoAnswers && $0.isFirstModels && !$0.isFinalModels },
      of: count { $0.isTwoAnswers && $0.isFirstModels })
  }

  /// Readers who were unsure and then signed the model's call; of those who were unsure and signed high or low.
  public var unsureToModel: Share {
    Share(count { $0.isUnsureAnswered && $0.isFinalModels }, of: count { $0.isUnsureAnswered })
  }

  private func count(_ isCounted: (SwitchCell) -> Bool) -> Int {
    cells.reduce(0) { $0 + (isCounted($1) ? $1.count : 0) }
  }
}

private struct SwitchKey: Hashable {
  var first: FirstCall
  var final: Call?
  var model: Call
}

extension SwitchCell {
  private var isAnswered: Bool { model.isAnswer && final?.isAnswer == true }

  /// Whether reader and model answer, before and after.
  fileprivate var isTwoAnswers: Bool { isAnswered && first.call != nil }

  /// Whether a reader who was unsure has signed an answer, and the model has one.
  fileprivate var isUnsureAnswered: Bool { isAnswered && first.call == nil }

  fileprivate var isFirstModels: Bool { first.call == model }

  fileprivate var isFinalModels: Bool { final == model }
}

/// What consulting the model did to first calls that a reference can be held against.
public struct Consultations: Hashable, Sendable {
  /// What they are held against.
  public let reference: Reference
  /// Wrong before, right after: of the first calls that were wrong.
  public let positive: Share
  /// Right before, wrong after: of the first calls that were right.
  public let negative: Share
  /// Of the negative ones, those that follow a wrong call of the model: what is called automation bias.
  public let negativeWithModel: Int

  /// One per reference for which anything is known; none where nothing is.
  ///
  /// - Parameter horizon: years by which an outcome counts.
  static func all(_ cases: [ReadCase], _ scope: QualityScope, horizon: Double) -> [Consultations] {
    Reference.allCases.compactMap { reference in
      let known = cases.flatMap { read in
        read.calls.filter { scope.tells(of: $0.reviewer) }.compactMap { call in
          KnownSwitch(call, truth: read.reference(reference, for: call, horizon: horizon))
        }
      }
      return known.isEmpty ? nil : Consultations(reference, known)
    }
  }

  private init(_ reference: Reference, _ known: [KnownSwitch]) {
    self.reference = reference
    let (right, wrong) = (known.filter(\.isRightFirst), known.filter { !$0.isRightFirst })
    positive = Share(wrong.count { $0.isRightFinally }, of: wrong.count)
    negative = Share(right.count { !$0.isRightFinally }, of: right.count)
    negativeWithModel = right.count { !$0.isRightFinally && $0.isModelWrong }
  }
}

/// A first and a final call of which it is known whether they were right.
private struct KnownSwitch {
  let isRightFirst: Bool
  let isRightFinally: Bool
  let isModelWrong: Bool

  /// `nil` where one of the calls, or the truth, is not high or low, or the model makes no call.
  init?(_ call: SignedCall, truth: Call?) {
    guard let truth, let first = call.firstCall?.call, let final = call.finalCall?.answer,
      let model = call.modelCall?.answer
    else { return nil }
    isRightFirst = first == truth
    isRightFinally = final == truth
    isModelWrong = model != truth
  }
}
