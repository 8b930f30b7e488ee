/// Names of columns as people write them, held against those that are read.
public enum ColumnNames {
  /// What a column may be called elsewhere, beside other letter case, blanks, signs and American spelling.
  private static let synonyms: [String: [String]] = [
    "case": ["caseid", "accession", "accessionnumber"],
    "slide": ["slideid", "slidepath", "slidefile", "wsi"],
    "patient": ["patientid", "subjectid"],
    "received": ["datereceived", "receiveddate"],
    "age": ["ageatdiagnosis", "agediagnosis", "ageyears", "ageyrs", "ageatdiagnosisyears", "patientage"],
    "grade": ["nottinghamgrade", "histologicalgrade", "histologicgrade", "tumourgrade", "elstongrade", "nhg"],
    "tumour_size_mm": [
      "tumoursize", "tumoursizecm", "sizemm", "sizecm", "tumourdiameter", "tumourdiametermm", "diametermm",
      "invasivesize", "invasivesizemm", "tumoursizeinmm", "pathologicsizemm",
    ],
    "positive_nodes": [
      "nodes", "nodespositive", "numberofpositivenodes", "npositivenodes", "positivelymphnodes", "lymphnodespositive",
      "numberpositivenodes", "nodespos", "posnodes", "involvednodes", "numberofpositivelymphnodes",
    ],
    "ki67": ["ki67percent", "ki67index", "ki67pct", "mib1", "ki67li", "ki67labellingindex", "ki67labelingindex"],
    "er": ["erstatus", "oestrogenreceptor", "oestrogenreceptorstatus", "erihc"],
    "pr": ["prstatus", "pgr", "pgrstatus", "progesteronereceptor", "progesteronereceptorstatus"],
    "her2": ["her2status", "her2neu", "erbb2", "erbb2status", "her2ihc"],
    "menopausal": ["menopausalstatus", "menopause", "menopausestatus"],
  ]

  /// The one of `known` that `name` most likely means; `nil` where it is near none. Near is: the same letters and
  /// digits, a usual synonym, or one letter more, less or other in a name of five or more.
  public static func nearest(to name: String, among known: [String]) -> String? {
    let wanted = key(name)
    guard !wanted.isEmpty else { return nil }
    if let same = known.first(where: { key($0) == wanted }) { return same }
    if let meant = known.first(where: { synonyms[$0]?.contains(wanted) == true }) { return meant }
    return known.first { wanted.count >= 5 && key($0).count >= 5 && differsByOne(Array(wanted), Array(key($0))) }
  }

  /// Letters and digits in lower case, in British spelling: `tumoursizemm` of `Tumor size (mm)`.
  static func key(_ name: String) -> String {
    let kept = name.lowercased().unicodeScalars.filter {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    return String(String.UnicodeScalarView(kept)).replacing("tumor", with: "tumour").replacing(
      "estrogen", with: "oestrogen"
    ).replacing("ooestrogen", with: "oestrogen")
  }

  /// By one insertion, deletion or replacement.
  private static func differsByOne(_ a: [Character], _ b: [Character]) -> Bool {
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    guard long.count - short.count <= 1 else { return false }
    let start = zip(short, long).prefix { $0 == $1 }.count
    let rest = short.count == long.count ? short.dropFirst(start + 1) : short.dropFirst(start)
    return Array(rest) == Array(long.dropFirst(start + 1))
  }

  /// The words of a name: `survival`, `months` of `Survival_months` and `survivalMonths`.
  public static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in name {
      let isUpper = character.isUppercase
      if !(character.isLetter || character.isNumber) || isUpper && wasLower {
        if !word.isEmpty { words.append(word.lowercased()) }
        word = ""
      }
      if character.isLetter || character.isNumber { word.append(character) }
      wasLower = character.isLowercase
    }
    return word.isEmpty ? words : words + [word.lowercased()]
  }
}
