import Casework

/// A case that nobody has, with all that happened to it.
public struct SimulatedCase: Hashable, Sendable {
  /// One entry of its ledger in the making.
  public struct Act: Equatable, Sendable {
    /// When it happened.
    public let time: Timestamp
    /// What happened.
    public let event: LedgerEvent
  }

  /// In their order: registered, its protocol set, scored, opened, called first, signed, and what became of the
  /// patient. Signatures hold the digests of ``file``: a casebook that repeats the acts makes its own.
  public private(set) var acts: [Act] = []
  /// What the acts make of it.
  public private(set) var file: CaseFile
  private var clock: Int

  /// A case that is registered at `time`.
  init(_ record: Case, at time: Int) throws(TransitionProblem) {
    file = try CaseFile.applying(.registered(record), to: nil, caseID: record.id, digest: "")
    clock = time
    acts = [Act(time: Timestamp(seconds: time), event: .registered(record))]
  }

  /// Whether the same happened to both.
  public static func == (left: SimulatedCase, right: SimulatedCase) -> Bool {
    left.acts == right.acts && left.file == right.file
  }

  /// By what the acts make of it.
  public func hash(into hasher: inout Hasher) { hasher.combine(file) }

  /// The signatures that put it off, as the ledger holds them.
  public var putOff: [SignOff] {
    acts.enumerated().compactMap { index, act in
      guard case .signed(var signOff) = act.event, !signOff.decision.closesCase else { return nil }
      signOff.entryDigest = digest(index)
      return signOff
    }
  }

  private func digest(_ index: Int) -> String { "simulated \(file.id) \(index)" }

  /// The time now, as entries have it.
  var now: String { Timestamp(seconds: clock).text }

  mutating func wait(seconds: Int) { clock += seconds }

  /// Lets `event` happen.
  ///
  /// - Throws: why it cannot happen to the case as it stands.
  mutating func act(_ event: LedgerEvent) throws(TransitionProblem) {
    file = try CaseFile.applying(event, to: file, caseID: file.id, digest: digest(acts.count))
    acts.append(Act(time: Timestamp(seconds: clock), event: event))
  }
}
