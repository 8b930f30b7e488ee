import Casework
import Labels
import TerminalKit

/// The dialog in which a reader commits their first call, before anything of the model is shown to them.
public struct FirstReadState: ChoosingDialog, Equatable, Sendable {
  /// The case as it is read.
  let record: Case
  /// Why the reader is not told whose case it is; mostly they are.
  let identitiesWithheld: IdentityWithholding?
  /// How it is read.
  let readingProtocol: ReadingProtocol
  /// Whether the reader reads it again.
  let isToRepeat: Bool
  /// Never preset.
  var call: FirstCall?
  /// Never preset.
  var confidence: ReadingConfidence?
  /// The reader's own, where they give one.
  var grade: Int?
  /// What is still to be done before it can be committed.
  var complaint: String?
  /// Whether it was handed to the casebook, and no answer has come yet.
  var isCommitting = false
  var isSettled = false
  var typing: Typing<Choices>?

  /// The dialog over `file`.
  init(file: CaseFile) {
    record = file.record
    identitiesWithheld = file.identitiesWithheld
    readingProtocol = file.readingProtocol
    isToRepeat = file.isToRepeat
  }

  var caseID: String { record.id }

  var isOpen: Bool { !isCommitting }

  var isChoosing: Bool { true }

  /// What keys choose.
  struct Choices: Equatable, Sendable {
    var call: FirstCall?
    var confidence: ReadingConfidence?
    var grade: Int?
  }

  var choices: Choices {
    get { Choices(call: call, confidence: confidence, grade: grade) }
    set { (call, confidence, grade) = (newValue.call, newValue.confidence, newValue.grade) }
  }

  var isAtSignature: Bool { isCommitting }
}

/// What the dialog asks of the workstation.
enum FirstReadOutcome: Equatable {
  /// Commits what the reader says; name and time are added where it is written.
  case commit(FirstCall, ReadingConfidence, grade: Int?)
  /// The dialog is done with, nothing was committed.
  case close
}

extension FirstReadState {
  /// What a key does.
  ///
  /// - Parameters:
  ///   - slides: what of the case was on the screen.
  ///   - now: seconds since the epoch.
  mutating func press(
    _ key: Key, _ keys: KeyTable<FirstReadCommand>, slides: SlidesSeen, now: Int
  ) -> [FirstReadOutcome] {
    guard !awaitsQuiet, !isCommitting else { return [] }
    complaint = nil
    let command = keys.command(for: key)
    guard counts(key, isKnown: command != nil, now: now) else { return [] }
    switch command {
    case .callHigh?: call = .high
    case .callLow?: call = .low
    case .callUnsure?: call = .unsure
    case .confidenceLow?: confidence = .low
    case .confidenceModerate?: confidence = .moderate
    case .confidenceHigh?: confidence = .high
    case .grade?: grade = nextGrade
    case .commit?: return commit(slides)
    case .close?: return [.close]
    case nil: break
    }
    return []
  }

  private var nextGrade: Int? {
    guard let grade else { return FirstRead.grades.lowerBound }
    return grade < FirstRead.grades.upperBound ? grade + 1 : nil
  }

  private mutating func commit(_ slides: SlidesSeen) -> [FirstReadOutcome] {
    guard let call else {
      complaint = "Give your \(isToRepeat ? "" : "first ")call: h high, l low, u unsure."
      return []
    }
    guard let confidence else {
      complaint = "Say how sure you are: 1 low, 2 moderate, 3 high."
      return []
    }
    if let refusal = slides.callRefusal, call.needsPicture {
      complaint = refusal + " Or u: unsure."
      return []
    }
    isCommitting = true
    return [.commit(call, confidence, grade: grade)]
  }

  mutating func unsettle() { isSettled = false }

  /// Whether a key counts that came together with others: none that chooses or commits.
  func isTakenInCrowd(_ key: Key) -> Bool { key.isTakenInCrowd }

  /// It was not committed.
  mutating func fail() { isCommitting = false }
}
