import Prognosis

/// The words of the columns that hold words, and what they mean.
enum ManifestVocabulary {
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
}
