import Prognosis

/// The words of the columns that hold words, and what they mean.
package enum ClinicalVocabulary {
  /// As the words are looked up: in lower case, with the signs that word processors write for plus and minus made
  /// plain.
  private static func plain(_ text: String) -> String {
    let lower = text.lowercased()
    guard !lower.utf8.allSatisfy({ $0 < 0x80 }) else { return lower }
    return lower.replacing("\u{2212}", with: "-").replacing("\u{2013}", with: "-").replacing("\u{FF0B}", with: "+")
  }

  /// Other ways to write one of the words; `1` and `0` are not among them, which mean something else in every table.
  private static let aliases = [
    "true": "yes", "false": "no", "y": "yes", "n": "no", "premenopausal": "pre", "perimenopausal": "peri",
    "postmenopausal": "post", "pre-menopausal": "pre", "peri-menopausal": "peri", "post-menopausal": "post",
    "pos.": "pos", "neg.": "neg",
  ]

  /// What `text` stands for among `words`, in any letter case.
  static func meaning<Word>(of text: String, _ words: [(String, Word)]) -> Word? {
    let text = plain(text)
    return words.first { $0.0 == text || $0.0 == aliases[text] }?.1
  }

  static let er: [(String, ReceptorStatus)] = [
    ("positive", .positive), ("negative", .negative), ("pos", .positive), ("neg", .negative), ("+", .positive),
    ("-", .negative),
  ]

  /// Immunohistochemistry scores too: 0 and 1+ are negative, 2+ equivocal, 3+ positive.
  static let her2: [(String, ReceptorStatus)] =
    er + [("equivocal", .equivocal), ("0", .negative), ("1+", .negative), ("2+", .equivocal), ("3+", .positive)]

  static let menopausal: [(String, MenopausalStatus)] = [
    ("pre", .premenopausal), ("peri", .perimenopausal), ("post", .postmenopausal),
  ]

  static let detection: [(String, Detection)] = [
    ("screening", .screening), ("symptoms", .symptoms), ("screen", .screening), ("symptomatic", .symptoms),
  ]

  static let yesOrNo: [(String, Bool)] = [("yes", true), ("no", false)]

  static let chemotherapy: [(String, Chemotherapy)] = [
    ("none", .none), ("2", .secondGeneration), ("3", .thirdGeneration), ("no", .none),
  ]

  /// By years.
  static let hormoneTherapy: [(String, HormoneTherapy)] = [
    ("none", .none), ("5", .fiveYears), ("10", .tenYears), ("no", .none),
  ]

  /// One text for every way to write a value of `variable`; `nil` of a number, and of what is not one of its words.
  static func code(_ text: String, of variable: ClinicalVariable) -> String? {
    switch variable {
    case .er, .pr: meaning(of: text, er)?.rawValue
    case .her2: meaning(of: text, her2)?.rawValue
    case .menopausal: meaning(of: text, menopausal)?.rawValue
    case .detection: meaning(of: text, detection)?.rawValue
    case .chemotherapy: meaning(of: text, chemotherapy)?.rawValue
    case .hormoneTherapy: meaning(of: text, hormoneTherapy)?.rawValue
    case .smoker, .trastuzumab, .bisphosphonates, .radiotherapy: meaning(of: text, yesOrNo).map { $0 ? "yes" : "no" }
    case .age, .grade, .tumourSizeMM, .positiveNodes, .ki67, .erHScore, .prHScore, .prPercent, .nottinghamScore,
      .heartDoseGy:
      nil
    }
  }
}
