import Casework

/// A signature that can still be withdrawn: it goes to the casebook when its time is over, when the next one is signed,
/// or when the reader leaves. Where the workstation is ended from outside it does not: nobody is there to withdraw it.
struct HeldSignature: Equatable, Sendable {
  let caseID: String
  let findingID: String
  let draft: SignOffDraft
  let passphrase: Passphrase
  /// When it goes to the casebook, seconds since the epoch; `nil` while the passphrase is tried.
  var until: Int?

  /// Whether nothing is left to do once it is in the casebook.
  var closesCase: Bool { draft.decision?.closesCase ?? false }

  /// What puts it into the casebook.
  var effect: Effect {
    .sign(caseID: caseID, findingID: findingID, draft: draft, passphrase: passphrase)
  }
}

extension WorkstationState {
  /// Seconds for which a signature can be withdrawn, where a laboratory wants that.
  public static let usualWithdrawal = 10

  /// A dialog wants to sign: its passphrase is tried first where there is time to withdraw, and what was held before
  /// goes to the casebook.
  mutating func sign(_ caseID: String, _ findingID: String, _ draft: SignOffDraft, _ passphrase: Passphrase) -> [Effect]
  {
    let before = sendHeld()
    let signature = HeldSignature(caseID: caseID, findingID: findingID, draft: draft, passphrase: passphrase)
    guard withdrawal > 0 else {
      written.insert(caseID)
      withDialog(of: caseID) { $0.send() }
      return before + [signature.effect]
    }
    held = signature
    return before + [.checkPassphrase(caseID: caseID, draft: draft, passphrase)]
  }

  /// The passphrase opens the reader's key: from now on the signature can be withdrawn.
  mutating func passphraseAccepted(_ caseID: String) -> [Effect] {
    guard held?.caseID == caseID else { return [] }
    held?.until = now + withdrawal
    withDialog(of: caseID) { $0.hold() }
    return []
  }

  /// The passphrase opens nothing: nothing is signed, and the draft stays.
  ///
  /// - Parameters:
  ///   - words: for the dialog in which the passphrase was typed.
  ///   - problem: for a reader who has been told that they signed.
  mutating func passphraseRefused(_ caseID: String, _ words: String, _ problem: Problem?) -> [Effect] {
    if held?.caseID == caseID { held = nil }
    exports.drop(caseID)
    let isToBeTold = written.remove(caseID) != nil && (withdrawal > 0 || !hasDialog(of: caseID))
    withDialog(of: caseID) { $0.fail(words) }
    withSupplement(of: caseID) { $0.fail(words) }
    withOpinion(of: caseID) { $0.fail(words) }
    withLabel(of: caseID) { $0.fail(words) }
    guard isToBeTold else { return [] }
    withDialog(of: caseID) { $0.fail() }
    return signatureFell(caseID, problem ?? .unsigned(words))
  }

  /// Puts what is held into the casebook; does nothing before its passphrase was found right.
  mutating func sendHeld() -> [Effect] {
    guard let signature = held, signature.until != nil else { return [] }
    held = nil
    written.insert(signature.caseID)
    withDialog(of: signature.caseID) { $0.send() }
    return [signature.effect]
  }

  /// Time goes by.
  mutating func tickHeld() -> [Effect] {
    guard let until = held?.until, now >= until else { return [] }
    return sendHeld()
  }

  /// Takes back what is held.
  mutating func withdraw() -> [Effect] {
    guard let signature = held, signature.until != nil else {
      return say("There is nothing to withdraw: a signature in the casebook is never taken back.")
    }
    held = nil
    exports.drop(signature.caseID)
    withDialog(of: signature.caseID) { $0.withdraw() }
    let isOpen = reading?.file.id == signature.caseID
    return (isOpen ? [] : [.closeReview(caseID: signature.caseID)])
      + say("\(signature.caseID): withdrawn, nothing was signed. The draft is kept.")
  }

  /// The signature that can still be withdrawn, and for how long.
  var withdrawable: Withdrawable? {
    guard let held, let until = held.until else { return nil }
    return Withdrawable(caseID: held.caseID, seconds: max(0, until - now))
  }

  /// Whether the last line says that a signature can be withdrawn: not where a dialog says so.
  var showsWithdrawal: Bool {
    switch popup {
    case nil, .exports: true
    case .help, .palette, .tour, .themes, .firstRead, .signOff, .amend, .opinion, .label: false
    }
  }

  /// What the last line says while a signature can be withdrawn.
  var withdrawalNote: String? {
    withdrawable.map { held in
      let key = keys.shell.everywhere.label(of: .withdraw)
      let then = exports.waiting(for: held.caseID)
      let words = "✓ \(held.caseID) signed. \(key) withdraws, \(held.seconds ?? 0) s"
      return then.isEmpty ? words : "\(words); then \(then)"
    }
  }

  /// Before the program ends: the draft that is typed is kept, and what was signed goes to the casebook.
  mutating func settleAccounts() -> [Effect] {
    var kept: [Effect] = []
    if case .signOff(var dialog) = popup {
      let outcomes = dialog.keep()
      popup = .signOff(dialog)
      kept = route(outcomes, of: dialog.caseID)
    }
    if let signature = held, signature.until == nil {
      held = nil
      exports.drop(signature.caseID)
      unsigned.append(UnsignedCase(caseID: signature.caseID, reason: .untried))
    }
    return kept + sendHeld() + releaseExports()
  }

  /// Before the program ends because it was told to, or the terminal went away: what can still be withdrawn is not
  /// signed, which ``unsigned`` tells, and its draft is there.
  mutating func hangUp() -> [Effect] {
    guard let signature = held, signature.until != nil else { return settleAccounts() + [.quit] }
    held = nil
    exports.drop(signature.caseID)
    unsigned.append(UnsignedCase(caseID: signature.caseID, reason: .ended))
    if reading?.file.id == signature.caseID { reading?.claimedAt = nil }
    withDialog(of: signature.caseID) { $0.withdraw() }
    return [.closeReview(caseID: signature.caseID)] + settleAccounts() + [.quit]
  }

  private func hasDialog(of caseID: String) -> Bool {
    if case .signOff(let dialog) = popup { dialog.caseID == caseID } else { false }
  }

  mutating func withDialog(of caseID: String, _ change: (inout SignOffState) -> Void) {
    guard case .signOff(var dialog) = popup, dialog.caseID == caseID else { return }
    change(&dialog)
    popup = .signOff(dialog)
  }
}

extension Problem {
  /// Nothing was signed, for the reason that `detail` says.
  static func unsigned(_ detail: String) -> Problem {
    Problem(title: "Not signed", detail: detail, remedy: "Nothing was signed; the draft is kept.")
  }
}
