import Casework
import Prognosis

extension Decision {
  /// The word that is shown: `override`.
  public var label: String {
    switch self {
    case .confirm: "confirm"
    case .override: "override"
    case .acknowledge: "acknowledge"
    case .assess: "own assessment"
    case .defer: "defer"
    case .reject: "reject the slide"
    }
  }
}

extension OverrideReason {
  /// The words that are shown: `histology disagrees`.
  public var label: String {
    switch self {
    case .wrongRegion: "tissue or region wrong"
    case .stainOrScanQuality: "stain or scan quality"
    case .insufficientTumour: "insufficient tumour"
    case .wrongSpecimen: "wrong specimen or block"
    case .outsideIntendedUse: "outside the intended use"
    case .clinicalDataWrong: "clinical data entered wrong"
    case .clinicalFactorsOutweigh: "clinical factors outweigh"
    case .histologyDisagrees: "histology disagrees"
    case .genomicAssayOutweighs: "genomic assay outweighs"
    case .patientFactors: "patient factors"
    case .other: "other"
    }
  }
}

extension DeferralReason {
  /// What is waited for, as shown: `second opinion`.
  public var label: String {
    switch self {
    case .molecularAssay: "molecular assay"
    case .secondOpinion: "second opinion"
    case .rescan: "rescan"
    case .recut: "recut"
    case .additionalStain: "additional stain"
    case .other: "other"
    }
  }
}

extension RejectionReason {
  /// As shown: `wrong specimen`.
  public var label: String {
    switch self {
    case .quality: "quality"
    case .wrongSpecimen: "wrong specimen"
    case .wrongSlide: "wrong slide"
    case .other: "other"
    }
  }
}

extension SignOffReason {
  /// As shown; of a laboratory's own list as its signer saw it.
  public var label: String {
    switch self {
    case .override(let reason): reason.label
    case .deferral(let reason): reason.label
    case .rejection(let reason): reason.label
    case .laboratory(let reason): reason.label
    }
  }
}

extension SignatureMeaning {
  /// What the signature says, without what the signer had on the screen: see ``SignOff/statement``.
  public var label: String {
    switch self {
    case .reviewedAndConfirmed: "I have reviewed the slides of this case and confirm the call of the model."
    case .reviewedAndReplaced: "I have reviewed the slides of this case and replace the call of the model by mine."
    case .resultConfirmed: "I reviewed the model's result; my own call is the same."
    case .resultReplaced: "I reviewed the model's result; my own call stands in its place."
    case .refusalAcknowledged: "I reviewed why the model makes no call. No call is confirmed, and none stands."
    case .ownAssessment: "The model makes no call. The assessment is my own."
    case .callDeferred: "I put my call off. None stands until I, or another reader, sign one."
    case .slideRejected: "The slide is rejected: no call stands upon it."
    case .addendum: "I add this to what was signed, and change nothing of it."
    case .amendment: "I change what was signed before; that stays readable."
    case .opinionAsked: "I ask for a second opinion on this place. Nothing is decided by that."
    case .opinionGiven: "This is my opinion on what I was asked. It signs no case and changes no call."
    case .opinionWithdrawn: "I take my question back. It stays readable."
    case .labelResolved: "The slide is this case's, although its label does not say what is expected."
    case .outcomeRecorded: "I record what became of the patient. It changes no call."
    case .readingRepeated: "I read the case again, told nothing of what was said of it. It changes no call."
    }
  }

  /// Whether the sentence speaks of a result that was reviewed, so that it must say with which picture, and where the
  /// diagnosis was read.
  fileprivate var isOfResult: Bool {
    switch self {
    case .reviewedAndConfirmed, .reviewedAndReplaced, .slideRejected, .addendum, .amendment, .opinionAsked,
      .opinionGiven, .opinionWithdrawn, .labelResolved, .outcomeRecorded, .readingRepeated:
      false
    case .resultConfirmed, .resultReplaced, .refusalAcknowledged, .ownAssessment, .callDeferred: true
    }
  }

  /// The whole sentence, with what of the slides was on the screen, and where the diagnosis was read as far as somebody
  /// was asked.
  ///
  /// - Parameter decides: whether it is signed to decide between the readings of others.
  public func statement(
    shown: SlidesShown?, decides: Bool = false, diagnosis: DiagnosisSource? = nil, reading: ReadingKept? = nil
  ) -> String {
    let others = decides ? "I saw the signed readings of both readers, and decide." : nil
    let source = isOfResult || diagnosis?.isStated ?? false ? sentence(of: diagnosis) : nil
    return [others, label, shown?.label, source, reading?.sentence].compactMap(\.self).joined(separator: " ")
  }

  private func sentence(of diagnosis: DiagnosisSource?) -> String {
    diagnosis?.sentence ?? "The diagnosis was read where it was read; this does not sign it."
  }
}

extension SlidesShown {
  /// What the signer had on the screen, as a sentence.
  public var label: String {
    switch self {
    case .every: "The picture of every slide was shown here."
    case .allBut(let names): "Not shown here: \(names.joined(separator: ", "))."
    case .noPicture: "Signed without the picture."
    }
  }
}

extension SignOff {
  /// The sentence that the signature stands under: true of what was signed and of what was shown.
  public var statement: String {
    meaning.statement(shown: shown, decides: isAdjudication, diagnosis: diagnosisRead, reading: reading)
  }

  /// The call that stands and whose it is, as shown: `high, confirmed`, `low, override`, `high, own assessment`,
  /// `no call, acknowledged`; `deferred`, `slide rejected` where none stands.
  public var outcome: String { ([finalCall?.label, outcomeWord].compactMap(\.self)).joined(separator: ", ") }

  /// What was signed, in a word that stands beside the call.
  public var outcomeWord: String {
    switch decision {
    case .confirm: "confirmed"
    case .override: "override"
    case .acknowledge: "acknowledged"
    case .assess: "own assessment"
    case .defer: "deferred"
    case .reject: "slide rejected"
    }
  }
}
