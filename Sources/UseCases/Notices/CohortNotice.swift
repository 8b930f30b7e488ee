/// What was noticed of a cohort's table and its files.
package enum CohortNotice: Sendable {
  /// Slides without tiles are left out, of patients who have others; each with the patient's name.
  case emptySlides(table: String, [String])
  /// Patients and slides that were left out, and why.
  case leftOut(table: String, patients: Int, slides: Int, problems: [CohortProblem], absent: [AbsentFeatures])
  /// How many patients have the name of one in the training cohort, but another outcome and other features.
  case namesakes(Int, table: String)
  /// Groups of patients who are one participant of The Cancer Genome Atlas by their barcodes.
  case oneParticipant(table: String, [[PatientRow]])
  /// Slides of different patients with the same tiles.
  case sameTiles(table: String, [SlideTwin])
  /// Slides of one patient with the same tiles.
  case sameTilesOfOne(table: String, [SlideTwin])
  /// Files whose tiles hold the same tissue several times.
  case overlappingTiles(files: [String])

  /// Two slides with mostly the same tiles, each with its patient.
  package struct SlideTwin: Hashable, Sendable {
    package let slide: String
    package let of: String
    package let other: String
    package let ofOther: String
  }
}

/// A patient with the line of their first row.
package struct PatientRow: Hashable, Sendable {
  package let id: String
  package let line: Int

  package init(id: String, line: Int) {
    self.id = id
    self.line = line
  }
}
