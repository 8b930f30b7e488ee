import Tables

/// What is wrong with a row of a cohort, or with the file of its slide.
package enum CohortProblem: Hashable, Sendable {
  /// A cell of the table.
  case cell(TableProblem)
  /// The slide that the row names is not there.
  case noFile(line: Int, column: String, slide: String)
  /// A patient whose name would lead a file elsewhere.
  case fileName(line: Int, column: String, patient: String)
  /// A patient whose file would be called as that of `other` on another line.
  case oneFile(line: Int, column: String, patient: String, file: String, other: String, otherLine: Int)
  /// The feature file of the slide on another line.
  case sharedFile(line: Int, file: String, otherLine: Int)
  /// A feature file that says it is of another slide.
  case anotherSlide(line: Int, file: String, slide: String, wanted: String)
  /// A feature file numbered after the patient that does not say of which slide it is, beside more of them than the
  /// patient has rows.
  case numbering(line: Int, file: String, patient: String)
  /// A patient without any tile.
  case noTiles(line: Int, patient: String)

  /// The line of the table, from 1.
  package var line: Int {
    switch self {
    case .cell(let problem): problem.line
    case .noFile(let line, _, _), .fileName(let line, _, _), .oneFile(let line, _, _, _, _, _),
      .sharedFile(let line, _, _), .anotherSlide(let line, _, _, _), .numbering(let line, _, _),
      .noTiles(let line, _):
      line
    }
  }

  /// Whether only a slide is to blame, whose patient may have others.
  package var isOfSlide: Bool {
    switch self {
    case .noFile: true
    case .cell, .fileName, .oneFile, .sharedFile, .anotherSlide, .numbering, .noTiles: false
    }
  }
}

/// A slide of which there is no feature file.
package struct AbsentFeatures: Hashable, Sendable {
  /// The line of the table, from 1.
  package let line: Int
  /// Whose slide it is.
  package let patient: String
  /// The names without ending under which it was looked for, the patient's first.
  package let names: [String]
}
