import Basics
import Casework
import Labels
import NeuralNetworks
import UseCases

extension Notice {
  /// What is said of it on the error stream, without the program's name; `nil` of what a bar shows, or stdout says.
  package var sentence: String? {
    switch self {
    case .progress, .ended: nil
    case .encoder(let notice): notice.sentence
    case .encoding(let notice): notice.sentence
    case .registration(let notice): notice.sentence
    case .scoring(let notice): notice.sentence
    case .cohort(let notice): notice.sentence
    case .training(let notice): notice.sentence
    case .review(let notice): notice.sentence
    }
  }
}

extension EncoderNotice {
  fileprivate var sentence: String {
    switch self {
    case .recognised(let description): description
    case .assumed(let assumption): "assumed: \(assumption.words)"
    case .aggregatorAssumed(let assumption): "assumed: \(assumption.words)"
    case .remark(let remark): "remark: \(remark.words)"
    case .caution(let caution): "warning: \(caution.words)"
    }
  }
}

extension EncodingNotice {
  fileprivate var sentence: String {
    switch self {
    case .tilesLeftOut(let slide, let unreadable, let planned):
      "\(slide): \(unreadable) of \(planned.counted("tile")) could not be read and are left out"
    case .failed(let slide, let error): words(for: error)?.sentence ?? "\(slide): \(error)"
    }
  }
}

extension RegistrationNotice {
  fileprivate var sentence: String {
    switch self {
    case .flag(let id, let flag):
      "warning: case \(id)\(flag.slide.map { ", \($0)" } ?? ""): \(flag.kind.label): \(flag.sentence)"
    case .scoredBefore(let id): "case \(id) was scored before; coverslip score \(id) puts the flag into its finding"
    case .slideLeftOut(let error): Sentences.sentence(of: error)
    }
  }
}

extension ScoringNotice {
  fileprivate var sentence: String? {
    switch self {
    case .scored, .scoredBlinded, .scoredElsewhere: nil
    case .waiting(let count, let name, let process, let since):
      "waiting for \(count == 1 ? "a case" : "\(count) cases") that another process is scoring (process \(process) of "
        + "\(name), since \(since))"
    }
  }
}

extension TrainingNotice {
  fileprivate var sentence: String {
    switch self {
    case .columns(let patient, let slide, let time, let unit, let event, let value):
      "patients by \(patient), slides by \(slide), times in \(unit) by \(time), a relapse is \(value) in \(event)"
    case .warning(let warning): "warning: \(warning.text)"
    case .caution(let caution): "warning: \(caution.words)"
    case .notInCard(let omission): "not in the card: \(omission.sentence)"
    }
  }
}

extension ReviewNotice {
  fileprivate var sentence: String {
    switch self {
    case .bundle(let error), .evaluation(let error): Sentences.sentence(of: error)
    }
  }
}

extension Notice {
  /// The line of it on stdout; `nil` of what goes elsewhere.
  package var line: String? {
    switch self {
    case .scoring(let notice): notice.line
    case .progress, .ended, .encoder, .encoding, .registration, .cohort, .training, .review: nil
    }
  }
}

extension ScoringNotice {
  fileprivate var line: String? {
    switch self {
    case .scored(let id, let finding):
      "\(id.printable)  \(Words.call(finding))  \(Words.riskOrReasons(finding))  \(finding.tiles.counted("tile"))"
        + (finding.labels.contains(where: \.isMismatch) ? "  label differs" : "")
    case .scoredBlinded(let id): "\(id.printable)  scored; the finding is \(Withholding.untilClosed.label)"
    case .scoredElsewhere(let id): "\(id.printable)  scored by another process meanwhile"
    case .waiting: nil
    }
  }
}
