import Basics
import Microscopy

/// The sample slides that come with the program: eight synthetic cases on nine slides.
public enum SampleSlides {
  /// One slide of the set.
  public struct Sample: Sendable {
    /// The name of case and patient; plainly synthetic.
    public let caseName: String
    /// The name of its file.
    public let file: String
    /// The recipe that it is drawn from.
    public let recipe: SlideRecipe
  }

  /// The slides in the order of ``manifest``.
  public static let samples: [Sample] = [
    sample(
      "SYN-001", "SYN-001.svs", 1101, 3840, 3584, tumour: 0.46, high: 0, moderate: 0.25, fat: 0.22, lobule: 0.15),
    sample(
      "SYN-002", "SYN-002.svs", 1202, 4096, 3584, tumour: 0.6, high: 0.55, moderate: 0.8, fat: 0.12, lobule: 0.15,
      lymphocytes: 0.05),
    sample("SYN-003", "SYN-003.svs", 1303, 3584, 3584, tumour: 0.42, high: 0.08, moderate: 0.5, fat: 0.3, lobule: 0.18),
    sample(
      "SYN-004", "SYN-004.svs", 1404, 3840, 3840, tumour: 0.52, high: 0.3, moderate: 0.7, fat: 0.16, lobule: 0.2,
      pen: .green),
    sample(
      "SYN-005", "SYN-005.svs", 1505, 3584, 3584, tumour: 0.5, high: 0.2, moderate: 0.6, fat: 0.15, lobule: 0.2,
      focus: .soft),
    sample(
      "SYN-006", "SYN-006-A.svs", 1606, 3584, 3840, tumour: 0.35, high: 0, moderate: 0.6, fat: 0.3, lobule: 0.15),
    sample(
      "SYN-006", "SYN-006-B.svs", 1607, 3584, 3584, tumour: 0.62, high: 0.7, moderate: 0.9, fat: 0.08, lobule: 0.1,
      lymphocytes: 0.06, fold: true),
    sample(
      "SYN-007", "SYN-007.tiff", 1707, 3584, 3584, tumour: 0.44, high: 0, moderate: 0.1, fat: 0.25, lobule: 0.18,
      declaresResolution: false),
    sample(
      "SYN-008", "SYN-008.svs", 1808, 4096, 3840, tumour: 0.58, high: 0.38, moderate: 0.75, fat: 0.14, lobule: 0.2,
      lymphocytes: 0.04),
  ]

  /// What each slide is drawn from, by file name, in the manifest's order.
  public static var recipes: [(file: String, recipe: SlideRecipe)] { samples.map { ($0.file, $0.recipe) } }

  /// The text of `cases.csv`, RFC 4180; a case on two rows has two slides.
  public static var manifest: String {
    let header = [
      "case", "slide", "mpp", "received", "patient", "age", "grade", "tumour_size_mm", "positive_nodes", "ki67", "er",
      "her2", "menopausal", "note",
    ]
    return CSVText.table(header: header, rows: rows)
  }

  private static let rows: [[String]] = [
    row("SYN-001", "SYN-001.svs", "2026-03-02", "58,1,11,0,8", "post", "grade 1 with many tubules"),
    row("SYN-002", "SYN-002.svs", "2026-03-02", "47,3,34,4,38", "pre", "half of the tumour is grade 3"),
    row("SYN-003", "SYN-003.svs", "2026-03-03", "66,2,17,0,14", "post", "a small grade 3 focus"),
    row("SYN-004", "SYN-004.svs", "2026-03-03", "53,2,22,1,22", "post", "green pen on the glass"),
    row("SYN-005", "SYN-005.svs", "2026-03-04", "71,2,19,0,17", "post", "out of focus, ask for a new scan"),
    row("SYN-006", "SYN-006-A.svs", "2026-03-04", "44,3,29,2,31", "pre", "two slides, the second decides"),
    row("SYN-006", "SYN-006-B.svs", "2026-03-04", "44,3,29,2,31", "pre", "two slides, the second decides"),
    row(
      "SYN-007", "SYN-007.tiff", "2026-03-05", "62,1,9,0,6", "post", "the file has no mpp, this row gives it",
      mpp: "0.5"),
    row("SYN-008", "SYN-008.svs", "2026-03-05", "50,3,26,0,", "pre", "Ki-67 not given"),
  ]

  /// - Parameter numbers: age, grade, size, nodes, Ki-67, as in the table.
  private static func row(
    _ name: String, _ file: String, _ received: String, _ numbers: String, _ menopausal: String, _ note: String,
    mpp: String = ""
  ) -> [String] {
    let values = numbers.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return [name, file, mpp, received, name] + values + ["positive", "negative", menopausal, note]
  }

  private static func sample(
    _ name: String, _ file: String, _ seed: UInt64, _ width: Int, _ height: Int, tumour: Double, high: Double,
    moderate: Double, fat: Double, lobule: Double, lymphocytes: Double = 0.025, pen: PenInk? = nil,
    focus: Focus = .sharp, fold: Bool = false, declaresResolution: Bool = true
  ) -> Sample {
    Sample(
      caseName: name, file: file,
      recipe: SlideRecipe(
        seed: seed, size: PixelSize(width: width, height: height), tumourFraction: tumour, highGradeFraction: high,
        moderateGradeFraction: moderate, fatFraction: fat, lobuleFraction: lobule, lymphocyteFraction: lymphocytes,
        tissueExtent: 0.9, outlineIrregularity: 1, pen: pen, focus: focus, fold: fold,
        declaresResolution: declaresResolution))
  }

  /// Draws all slides and `cases.csv` into a folder.
  ///
  /// - Parameters:
  ///   - directory: is created where it is missing.
  ///   - workers: slides drawn at once.
  ///   - progress: slides done, of how many.
  /// - Throws: ``SlideWriteFailure``: `cannotCreate`, `diskFull` or `cannotWrite` where the folder or a file in it
  ///   cannot be written.
  public static func write(
    to directory: String, workers: Int, quality: Int = 80,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws(SlideWriteFailure) {
    try TextFile.makeDirectory(directory)
    let jobs = samples.map {
      SlideJob(recipe: $0.recipe, slide: "\(directory)/\($0.file)", truth: nil, quality: quality)
    }
    try SlideJob.run(jobs, workers: workers, progress: progress)
    try TextFile.write(Array(manifest.utf8), to: directory + "/cases.csv")
  }
}
