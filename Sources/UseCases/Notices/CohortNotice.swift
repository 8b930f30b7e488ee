/// What was noticed of a cohort's table and its files.
package enum CohortNotice: Sendable {
  /// Slides without tiles are left out, of patients who have others; each with the patient's name.
  case emptySlides(table: String, [String])
}
