import Basics
import Microscopy
import Prognosis
import Tables

/// One row: its cells, read one by one; what is wrong is noted and left out.
struct ManifestRow {
  /// A value read, and how it enters the case.
  struct Value {
    let column: ManifestColumn
    let set: (inout ManifestCase) -> Void
  }

  let line: Int
  /// Whether `2,5` is two and a half.
  let hasDecimalCommas: Bool
  var cells: [ManifestColumn: DelimitedCell] = [:]
  /// Unknown columns, in their order.
  var extra: [(column: String, cell: DelimitedCell)] = []
  private(set) var problems: [ManifestProblem] = []

  private static let textLimit = 4000

  init(line: Int, hasDecimalCommas: Bool = false) {
    self.line = line
    self.hasDecimalCommas = hasDecimalCommas
  }

  /// The cell without blanks around it; empty where it says that there is no value.
  func text(_ column: ManifestColumn) -> String {
    let text = Self.trimmed(cells[column]?.text ?? "")
    return CellText.isMissing(text) ? "" : text
  }

  /// The same of a column that holds something else than names, where `unknown` is no value either.
  private func value(_ column: ManifestColumn) -> String {
    let text = text(column)
    return CellText.isUnknown(text) ? "" : text
  }

  func line(of column: ManifestColumn) -> Int { cells[column]?.line ?? line }

  mutating func caseName() -> String? {
    let name = text(.name)
    if name.isEmpty { return refuse(.name, .required) }
    return CaseFile.isName(name) ? name : refuse(.name, .plainText(limit: CaseFile.nameLimit))
  }

  mutating func slide() -> ManifestSlide? {
    let mpp = mpp()
    let path = text(.slide)
    if path.isEmpty { return refuse(.slide, .required) }
    guard CleanText.isClean(path), path.unicodeScalars.count <= Self.textLimit else {
      return refuse(.slide, .plainText(limit: Self.textLimit))
    }
    return ManifestSlide(path: path, mpp: mpp, line: line(of: .slide))
  }

  /// The values of the case, in the order of the columns.
  mutating func values() -> [Value] {
    var values: [Value] = []
    add(&values, .received, date()) { $0.received = $1 }
    add(&values, .patient, plain(.patient)) { $0.patient = $1 }
    addClinical(&values)
    addReceptors(&values)
    addTreatment(&values)
    return values
  }

  private mutating func addClinical(_ values: inout [Value]) {
    add(&values, .age, number(.age)) { $0.clinical.age = $1 }
    add(&values, .grade, whole(.grade)) { $0.clinical.grade = $1 }
    add(&values, .tumourSize, number(.tumourSizeMM)) { $0.clinical.tumourSizeMM = $1 }
    add(&values, .positiveNodes, whole(.positiveNodes)) { $0.clinical.positiveNodes = $1 }
    add(&values, .ki67, number(.ki67)) { $0.clinical.ki67 = $1 }
    add(&values, .er, word(.er, ManifestVocabulary.er)) { $0.clinical.er = $1 }
    add(&values, .her2, word(.her2, ManifestVocabulary.her2)) { $0.clinical.her2 = $1 }
    add(&values, .menopausal, word(.menopausal, ManifestVocabulary.menopausal)) { $0.clinical.menopausal = $1 }
  }

  /// What only the comparators ask for.
  private mutating func addReceptors(_ values: inout [Value]) {
    add(&values, .pr, word(.pr, ManifestVocabulary.er)) { $0.clinical.pr = $1 }
    add(&values, .erHScore, number(.erHScore)) { $0.clinical.erHScore = $1 }
    add(&values, .prHScore, number(.prHScore)) { $0.clinical.prHScore = $1 }
    add(&values, .prPercent, number(.prPercent)) { $0.clinical.prPercent = $1 }
    add(&values, .nottinghamScore, whole(.nottinghamScore)) { $0.clinical.nottinghamScore = $1 }
    add(&values, .detection, word(.detection, ManifestVocabulary.detection)) { $0.clinical.detection = $1 }
    add(&values, .smoker, word(.smoker, ManifestVocabulary.yesOrNo)) { $0.clinical.smoker = $1 }
  }

  private mutating func addTreatment(_ values: inout [Value]) {
    let yesOrNo = ManifestVocabulary.yesOrNo
    add(&values, .chemotherapy, word(.chemotherapy, ManifestVocabulary.chemotherapy)) {
      $0.clinical.treatment.chemotherapy = $1
    }
    add(&values, .hormoneTherapy, word(.hormoneTherapy, ManifestVocabulary.hormoneTherapy)) {
      $0.clinical.treatment.hormoneTherapy = $1
    }
    add(&values, .trastuzumab, word(.trastuzumab, yesOrNo)) { $0.clinical.treatment.trastuzumab = $1 }
    add(&values, .bisphosphonates, word(.bisphosphonates, yesOrNo)) { $0.clinical.treatment.bisphosphonates = $1 }
    add(&values, .radiotherapy, word(.radiotherapy, yesOrNo)) { $0.clinical.treatment.radiotherapy = $1 }
    add(&values, .heartDoseGy, number(.heartDoseGy)) { $0.clinical.treatment.heartDoseGy = $1 }
  }

  private func add<Content>(
    _ values: inout [Value], _ column: ManifestColumn, _ content: Content?,
    set: @escaping (inout ManifestCase, Content) -> Void
  ) {
    guard let content else { return }
    values.append(Value(column: column) { set(&$0, content) })
  }

  private mutating func refuse<Content>(_ column: ManifestColumn, _ rule: ManifestRule) -> Content? {
    problems.append(
      ManifestProblem(line: line(of: column), column: column.rawValue, value: text(column), rule: rule))
    return nil
  }

  private mutating func mpp() -> MicronsPerPixel? {
    number(.mpp, in: MicronsPerPixel.plausible).flatMap { MicronsPerPixel(x: $0, y: $0) }
  }

  private mutating func plain(_ column: ManifestColumn) -> String? {
    let text = text(column)
    guard !text.isEmpty else { return nil }
    guard CleanText.isClean(text), text.unicodeScalars.count <= CaseFile.nameLimit else {
      return refuse(column, .plainText(limit: CaseFile.nameLimit))
    }
    return text
  }

  private mutating func date() -> String? {
    let text = value(.received)
    guard !text.isEmpty else { return nil }
    return CalendarDay.isDay(text) ? text : refuse(.received, .date)
  }

  private mutating func word<Word>(_ column: ManifestColumn, _ words: [(String, Word)]) -> Word? {
    let text = value(column)
    guard !text.isEmpty else { return nil }
    return ManifestVocabulary.meaning(of: text, words) ?? refuse(column, .oneOf(words.map(\.0)))
  }

  private mutating func number(_ variable: ClinicalProblem.Variable) -> Double? {
    ManifestColumn(rawValue: variable.rawValue).flatMap { number($0, in: variable.possible) }
  }

  private mutating func number(_ column: ManifestColumn, in range: ClosedRange<Double>) -> Double? {
    var text = value(column)
    guard !text.isEmpty else { return nil }
    if let number = Self.withPoint(text) {
      guard hasDecimalCommas else { return refuse(column, .decimalComma(remedy: number)) }
      text = number
    }
    guard Self.isDecimal(text), let value = Double(text), range.contains(value) else {
      return refuse(column, .number(range))
    }
    return value
  }

  private mutating func whole(_ variable: ClinicalProblem.Variable) -> Int? {
    guard let column = ManifestColumn(rawValue: variable.rawValue) else { return nil }
    let range = Int(variable.possible.lowerBound)...Int(variable.possible.upperBound)
    var text = value(column)
    guard !text.isEmpty else { return nil }
    if hasDecimalCommas, let number = Self.withPoint(text) { text = number }
    text = CellText.withoutZeroFraction(text)
    guard text.utf8.allSatisfy(Self.isDigit), let value = Int(text), range.contains(value) else {
      return refuse(column, .wholeNumber(range))
    }
    return value
  }

  /// Digits with at most one point inside: no sign, exponent, unit, `nan` or `0x`, which a spreadsheet does not mean.
  private static func isDecimal(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
  }

  /// `2,5` as `2.5`; `nil` where the text is not a number with a decimal comma.
  private static func withPoint(_ text: String) -> String? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }) else { return nil }
    return parts.joined(separator: ".")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Without blanks, tabs and no-break spaces around it; a control character inside stays, to be refused.
  private static func trimmed(_ text: String) -> String {
    let blank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0.value == 0xA0 }
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.firstIndex(where: { !blank($0) }), let last = scalars.lastIndex(where: { !blank($0) })
    else { return "" }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[first...last])
    return String(view)
  }
}

/// Days of the Gregorian calendar as ISO 8601 writes them.
enum CalendarDay {
  /// Whether `text` is `YYYY-MM-DD` and the calendar has that day; years 1900 to 2199.
  static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return false }
    return (1900..<2200).contains(year) && (1...12).contains(month) && (1...days(in: month, of: year)).contains(day)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
