import Evaluation
import Tables

/// Why a cohort cannot be used.
package enum CohortReadingFailure: Error {
  /// The file is not there, or may not be read.
  case noFile(String)
  /// The table cannot be read, or says that nothing can be estimated.
  case table(CohortFailure, path: String)
  /// Rows that cannot be used, and slides without features beside them.
  case rows(table: String, problems: [CohortProblem], absent: [AbsentFeatures])
  /// Slides without features, and nothing else.
  case noFeatures(folder: String, slides: [AbsentFeatures])
  /// There is no folder of features.
  case noFolder(String)
  /// Every row was left out.
  case nobodyLeft(table: String)
  /// Patients of this table who are in the training cohort: of one name and one outcome, or of the same features.
  case inBoth(table: String, same: [PatientRow], twins: [PatientTwin])
  /// Two patients of one table with the same features and different outcomes.
  case twins(table: String, [PatientTwin])
  /// Features of another encoder than the one that is wanted.
  case encoder(file: String, EncoderFault)
  /// A file that names an encoder whose features are published to have other widths than the file's: one name stands
  /// for different features in different tools, and a file may bear another's name.
  case toolsWidth(file: String, encoder: String, published: [Int], found: Int)
  /// A feature file that is there and is not what encoding would write, and how many more there are.
  case notAsWanted(file: String, KeptFault, more: Int)
  /// A feature file without a tile.
  case noTile(file: String)
  /// Two slides of a patient whose features have different widths.
  case widthsDiffer(file: String, width: Int, other: Int)

  /// A patient, and another one who has the same features.
  package struct PatientTwin: Hashable, Sendable {
    package let here: PatientRow
    package let there: PatientRow

    package init(here: PatientRow, there: PatientRow) {
      self.here = here
      self.there = there
    }
  }
}

/// What is wrong with features that name their encoder.
package enum EncoderFault: Hashable, Sendable {
  /// They are of another one.
  case name(String, wanted: String)
  /// They were made with other weights or settings.
  case digest(encoder: String)
}

/// Runs `body`, whose failures are those of the table at `path`.
func ofTable<Value>(
  _ path: String, _ body: () throws(TableFailure) -> Value
) throws(CohortReadingFailure) -> Value {
  do throws(TableFailure) { return try body() } catch { throw .table(.table(error), path: path) }
}

/// Why a feature file that is there is not what encoding would write.
package enum KeptFault: Hashable, Sendable {
  case slide(String, wanted: String)
  case encoder(EncoderFault)
  /// Of a sample of at most so many tiles, where another is wanted; `nil` of all.
  case tiles(atMost: Int?, wanted: Int?)
}
