import Prognosis

/// A clinical value that was read, and how it enters a patient's variables.
package struct ClinicalValue {
  /// Whose column it stands in.
  package let column: TableColumn
  /// Puts it into the variables.
  package let set: (inout ClinicalVariables) -> Void
}

extension RowReader {
  /// The clinical values of the row, in the order of the variables; what is wrong is noted and left out.
  package mutating func clinicalValues() -> [ClinicalValue] {
    ClinicalVariable.allCases.compactMap { variable in
      let column = TableColumn(variable)
      return setter(variable, column).map { ClinicalValue(column: column, set: $0) }
    }
  }

  /// The clinical variables of the row; what is not given, or wrong, is missing.
  package mutating func clinicalVariables() -> ClinicalVariables {
    var variables = ClinicalVariables()
    for value in clinicalValues() { value.set(&variables) }
    return variables
  }

  private typealias Setter = (inout ClinicalVariables) -> Void

  private func put<Value>(_ value: Value?, _ place: WritableKeyPath<ClinicalVariables, Value?>) -> Setter? {
    guard let value else { return nil }
    return { $0[keyPath: place] = value }
  }

  private mutating func setter(_ variable: ClinicalVariable, _ column: TableColumn) -> Setter? {
    switch variable {
    case .age: put(number(column, .age), \.age)
    case .grade: put(whole(column, .grade), \.grade)
    case .tumourSizeMM: put(number(column, .tumourSizeMM), \.tumourSizeMM)
    case .positiveNodes: put(whole(column, .positiveNodes), \.positiveNodes)
    case .ki67: put(number(column, .ki67), \.ki67)
    case .er: put(word(column, ClinicalVocabulary.er), \.er)
    case .her2: put(word(column, ClinicalVocabulary.her2), \.her2)
    case .menopausal: put(word(column, ClinicalVocabulary.menopausal), \.menopausal)
    case .pr: put(word(column, ClinicalVocabulary.er), \.pr)
    case .erHScore: put(number(column, .erHScore), \.erHScore)
    case .prHScore: put(number(column, .prHScore), \.prHScore)
    case .prPercent: put(number(column, .prPercent), \.prPercent)
    case .nottinghamScore: put(whole(column, .nottinghamScore), \.nottinghamScore)
    case .detection: put(word(column, ClinicalVocabulary.detection), \.detection)
    case .smoker: put(word(column, ClinicalVocabulary.yesOrNo), \.smoker)
    case .chemotherapy: put(word(column, ClinicalVocabulary.chemotherapy), \.treatment.chemotherapy)
    case .hormoneTherapy: put(word(column, ClinicalVocabulary.hormoneTherapy), \.treatment.hormoneTherapy)
    case .trastuzumab: put(word(column, ClinicalVocabulary.yesOrNo), \.treatment.trastuzumab)
    case .bisphosphonates: put(word(column, ClinicalVocabulary.yesOrNo), \.treatment.bisphosphonates)
    case .radiotherapy: put(word(column, ClinicalVocabulary.yesOrNo), \.treatment.radiotherapy)
    case .heartDoseGy: put(number(column, .heartDoseGy), \.treatment.heartDoseGy)
    }
  }

  private mutating func number(_ column: TableColumn, _ variable: ClinicalProblem.Variable) -> Double? {
    number(column, in: variable.possible)
  }

  private mutating func whole(_ column: TableColumn, _ variable: ClinicalProblem.Variable) -> Int? {
    whole(column, in: Int(variable.possible.lowerBound)...Int(variable.possible.upperBound))
  }
}

/// The clinical variables of one row of any table whose columns are called as a manifest's, read by the manifest's
/// rules.
///
///     let row = ClinicalRow(["age": "61", "er": "Pos"], line: 2)
///     row.clinical.er  // positive
public struct ClinicalRow: Sendable {
  /// The clinical variables, within what is possible; what the row does not give is missing.
  public let clinical: ClinicalVariables
  /// What is wrong with its cells.
  public let problems: [TableProblem]

  /// The columns that are read, as a manifest spells them.
  public static let columns: [String] = ClinicalVariable.allCases.map(\.rawValue)

  /// Reads cells by the names of their columns.
  ///
  /// - Parameters:
  ///   - line: of the file, from 1, for the problems.
  ///   - hasDecimalCommas: whether `2,5` is two and a half.
  public init(_ cells: [String: String], line: Int, hasDecimalCommas: Bool = false) {
    let known = ClinicalVariable.allCases.compactMap { variable in
      cells[variable.rawValue].map { (TableColumn(variable), $0) }
    }
    let sign = DecimalSign(EmptyCollection(), hasDecimalCommas: hasDecimalCommas)
    self.init(
      line: line, cells: Dictionary(uniqueKeysWithValues: known),
      signs: Dictionary(uniqueKeysWithValues: known.map { ($0.0, sign) }))
  }

  init(line: Int, cells: [TableColumn: String], signs: [TableColumn: DecimalSign]) {
    var reader = RowReader(
      line: line, cells: cells.mapValues { DelimitedCell(text: $0, line: line) }, signs: signs)
    clinical = reader.clinicalVariables()
    problems = reader.problems
  }
}
