import Casework

extension ReadingProtocol {
  /// As shown: `blinded first`.
  public var label: String {
    switch self {
    case .open: "open"
    case .blindedFirst: "blinded first"
    case .double: "double"
    }
  }

  /// What it means for whoever reads, as a sentence.
  public var sentence: String {
    switch self {
    case .open: "The model's call is shown from the beginning."
    case .blindedFirst:
      "Slide and clinical data alone are shown until the reader has committed a first call; then all is, and they sign."
    case .double:
      "Two readers commit a first call and sign, neither told of the other; where they do not agree, a third decides."
    }
  }
}

extension FirstCall {
  /// As shown: `unsure`.
  public var label: String {
    switch self {
    case .high: "high"
    case .low: "low"
    case .unsure: "unsure"
    }
  }
}

extension ReadingConfidence {
  /// As shown: `moderate`.
  public var label: String {
    switch self {
    case .low: "low"
    case .moderate: "moderate"
    case .high: "high"
    }
  }
}

extension FirstRead {
  /// `high, confidence moderate, grade 2`.
  public var phrase: String {
    let grade = grade.map { ", grade \($0)" } ?? ""
    return "\(call.label), confidence \(confidence.label)\(grade)"
  }
}

extension RepeatedRead {
  /// `low, confidence high, on this screen`.
  public var phrase: String {
    let place = diagnosisRead.flatMap { $0.isStated ? $0.label : nil }
    return [call.label, confidence.map { "confidence \($0.label)" }, grade.map { "grade \($0)" }, place]
      .compactMap(\.self).joined(separator: ", ")
  }
}

extension CaseFile {
  /// What stands in the place of what is withheld from whoever the case is told to; `nil` where nothing is.
  public var withheldLabel: String? {
    switch withheld {
    case .untilFirstCall? where !readerMay(.takeUp): "withheld until a first call"
    case .untilFirstCall?, .untilClosed?, .whileRepeated?: withheld?.label
    case nil: nil
    }
  }
}

extension Withholding {
  /// As shown in the place of what is withheld.
  public var label: String {
    switch self {
    case .untilFirstCall: "withheld until your first call"
    case .untilClosed: "withheld until the case is signed"
    case .whileRepeated: "withheld while you read it again"
    }
  }
}
