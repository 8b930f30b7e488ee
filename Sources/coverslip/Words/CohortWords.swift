import Sentences
import Casework
import Evaluation
import NeuralNetworks
import Prognosis
import SurvivalStatistics

/// What is wrong with the rows of a cohort's table, collected so that all of it is told at once.
struct CohortProblems {
  /// What is wrong with a cell.
  enum Rule {
    case required, number, above0, event, noFile
    case thirdEvent(_ relapse: String, _ other: String)
    case twice(line: Int)
    case disagrees(line: Int, with: String)
    case fileName
    case oneFile(String, of: String, line: Int)
  }

  let table: TableFile
  /// Whether rows with a problem are left out instead of refusing all.
  let leavesOut: Bool
  /// Of patients: their rows are of no use.
  private var entries: [(line: Int, sentence: String)] = []
  /// Of single slides, whose patients may have others.
  private var slides: [(line: Int, sentence: String)] = []
  /// Slides without features, and the folder that lacks them.
  private var absent: [(line: Int, who: String)] = []
  private var folder = ""
  private var told = 0
  /// Problems that are told in full; the rest is counted.
  private static let shown = 5
  /// Missing files that are named; the rest is counted.
  private static let named = 3

  init(_ table: TableFile, leavesOut: Bool = false) {
    self.table = table
    self.leavesOut = leavesOut
  }

  /// Lines of patients with a problem.
  var lines: Set<Int> { Set(entries.map(\.line)) }
  /// Lines of slides with a problem of their own.
  var slideLines: Set<Int> { Set(slides.map(\.line) + absent.map(\.line)) }

  mutating func add(_ row: CohortTable.NamedRow, _ column: String, _ rule: Rule) {
    let sentence = "line \(row.line), column \(column): \(rule.words(row[column] ?? ""))"
    switch rule {
    case .noFile: slides.append((row.line, sentence))
    case .required, .number, .above0, .event, .thirdEvent, .twice, .disagrees, .fileName, .oneFile:
      entries.append((row.line, sentence))
    }
  }

  /// A clinical variable that cannot be.
  mutating func add(_ row: CohortTable.NamedRow, _ problem: ManifestProblem) {
    entries.append((row.line, "line \(row.line), column \(problem.column): \(problem.sentence)"))
  }

  /// A patient's or a slide's feature file that is not what it is taken for.
  mutating func add(line: Int, _ sentence: String) { entries.append((line, "line \(line): \(sentence)")) }

  /// A slide of which there is no file of features in `folder`.
  mutating func addAbsent(_ line: Int, _ who: String, in folder: String) {
    absent.append((line, who))
    self.folder = folder
  }

  /// Throws where the header lacks a column.
  func require(columns: [String]) throws {
    let names = table.table.names.filter { !$0.isEmpty }
    guard let missing = columns.first(where: { !names.contains($0) }) else { return }
    throw CommandFailure(
      .badData, "\(table.path): there is no column «\(missing)»; there are \(Self.some(names))")
  }

  /// MCAT's tables have thousands.
  private static func some(_ names: [String]) -> String {
    names.prefix(30).joined(separator: ", ") + (names.count > 30 ? " and \(names.count - 30) more" : "")
  }

  /// Throws where the header has a column that is called nearly as a clinical one which is not there.
  func requireNoNearColumn(besides columns: CohortColumns) throws {
    let names = table.table.names
    let used = [columns.patient, columns.slide, columns.time, columns.event] + ClinicalRow.columns
    let near = names.filter { !$0.isEmpty && !used.contains($0) }.compactMap { name in
      ClinicalRow.column(near: name, notAmong: names).map { "«\(name)» for \($0)" }
    }
    guard !near.isEmpty else { return }
    throw CommandFailure(
      .badData,
      "\(table.path): columns are called nearly as clinical ones that are not there, did you mean "
        + "\(Self.listed(near))? "
        + "Rename them, or give --keep-columns to leave them unread")
  }

  /// Throws where anything was added, unless that is to be left out.
  func check() throws {
    guard !leavesOut else { return }
    let rows = (entries + slides).sorted { $0.line < $1.line }.map(\.sentence)
    guard !rows.isEmpty else {
      guard absent.isEmpty else {
        throw CommandFailure(
          .noInput, "\(folder): \(noFeatures); encode the slides, or name another folder with --features\(orSkip)")
      }
      return
    }
    let more = rows.count > Self.shown ? "; and \(rows.count - Self.shown) more problems" : ""
    let lacking = absent.isEmpty ? "" : "; \(noFeatures)"
    throw CommandFailure(
      .badData,
      "\(table.path): \(rows.prefix(Self.shown).joined(separator: "; "))\(more)\(lacking); correct the table\(orSkip)")
  }

  private var orSkip: String { ", or leave these rows out with --skip" }

  private var noFeatures: String {
    let all = absent.map(\.who)
    let listed = all.prefix(Self.named).joined(separator: ", ")
    let more = all.count > Self.named ? " and \(all.count - Self.named) more" : ""
    return "no features of \(all.count == 1 ? listed : "\(all.count) slides: \(listed)\(more)"), with the ending "
      + ".safetensors, .h5 or .npy"
  }

  /// Says on stderr what was left out, and why; what was said before is not said again.
  mutating func tell(patients: Int, slides count: Int) {
    let all = (entries + slides).sorted { $0.line < $1.line }.map(\.sentence) + (absent.isEmpty ? [] : [noFeatures])
    guard all.count > told else { return }
    told = all.count
    let (people, files) = (
      patients == 1 ? "1 patient" : "\(patients) patients", count == 1 ? "1 slide" : "\(count) slides"
    )
    let more = all.count > Self.shown ? "; and \(all.count - Self.shown) more problems" : ""
    Standard.error(
      "left out of \(table.path): \(people), \(files): \(all.prefix(Self.shown).joined(separator: "; "))\(more)")
  }

  static func nobodyLeft(_ table: TableFile) -> CommandFailure {
    CommandFailure(.badData, "\(table.path): every row was left out; correct the table")
  }

  static func allCensored(_ table: TableFile) -> CommandFailure {
    CommandFailure(
      .badData,
      "\(table.path): every patient is censored, and nothing can be learned from no relapse; "
        + "--event-value says what stands for one")
  }

  static func noSuchEvent(
    _ table: TableFile, _ column: String, _ value: String, _ found: [String]
  ) -> CommandFailure {
    let listed = found.prefix(5).map { "«\($0)»" }.joined(separator: ", ")
    return CommandFailure(
      .badData,
      "\(table.path): no row has «\(value)» in the column \(column); there are \(listed); correct --event-value")
  }

  /// Patients of this table who are in the training cohort, by name and outcome, and by their features.
  static func inBoth(
    _ same: [CohortFolder.Member], _ twins: [CohortOverlap.Twin], _ table: TableFile
  ) -> CommandFailure {
    let named = same.map { "\($0.id) (line \($0.line))" }
    let renamed = twins.map { "\($0.here.id) (line \($0.here.line); there \($0.there.id), line \($0.there.line))" }
    let parts = [("of the same name and outcome", named), ("with the same features", renamed)]
      .filter { !$0.1.isEmpty }.map { "\($0.0) \(listed($0.1))" }
    return CommandFailure(
      .badData,
      "\(table.path): patients are in the training cohort too, \(parts.joined(separator: "; ")); evaluate on others")
  }

  /// Patients of this table, in another patient's place as in their own.
  static func twins(
    _ pairs: [(CohortFolder.Member, CohortFolder.Member)], _ table: TableFile
  ) -> CommandFailure {
    let words = pairs.map { "\($1.id) (line \($1.line)) and \($0.id) (line \($0.line))" }
    return CommandFailure(
      .badData,
      "\(table.path): two patients have the same features, number by number: \(listed(words)); give each the features "
        + "of her own slides, or take one of the two out")
  }

  static func namesakes(_ count: Int, _ table: TableFile) -> String {
    let who = count == 1 ? "1 patient has the name" : "\(count) patients have names"
    return
      "warning: \(table.path): \(who) of training patients, but another outcome and other features; taken for other "
      + "people"
  }

  private static func listed(_ words: [String]) -> String {
    words.prefix(shown).joined(separator: ", ") + (words.count > shown ? " and \(words.count - shown) more" : "")
  }
}

extension CohortProblems.Rule {
  fileprivate func words(_ value: String) -> String {
    switch self {
    case .required: "a value is needed"
    case .number: "«\(value)» is no number; leave it blank where unknown"
    case .noFile: "«\(value)» is not there"
    case .above0: "«\(value)» is no time above 0"
    case .event: "«\(value)» is neither 1, a relapse, nor 0; --event-value says what stands for a relapse"
    case .thirdEvent(let relapse, let other): "«\(value)» is a third value beside «\(relapse)» and «\(other)»"
    case .twice(let line): "«\(value)» stands on line \(line) already; several rows of a patient name different slides"
    case .fileName: "«\(value)» can name no file; a name has no slash, and no dot in front"
    case .oneFile(let name, let other, let line):
      "«\(value)» would have a file named \(name) as «\(other)» on line \(line) has"
    case .disagrees(let line, let other): "«\(value)» disagrees with «\(other)» on line \(line), the same patient"
    }
  }
}

extension TrainingFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .tooFewEvents(let found, let needed):
      CommandFailure(
        .badData, "\(found) relapses are too few to train on, \(needed) are needed; take fewer folds, or more patients")
    case .unusableBag(let patient, let tiles, let width, let expected):
      CommandFailure(
        .badData,
        "patient \(patient) has \(tiles) tiles of \(width) features, expected are \(expected) features; "
          + "encode the slide again, or name the encoder with --encoder")
    case .notFinite(let patient, let tile, let feature):
      CommandFailure(
        .badData, "patient \(patient): feature \(feature) of tile \(tile) is not a number; encode the slide again")
    case .duplicatePatient(let patient):
      CommandFailure(.badData, "patient \(patient) stands twice in the cohort; one row a slide")
    case .badPlan(let entry, let needed): CommandFailure(.usage, "\(entry): \(needed) is needed")
    case .noClinicalVariable:
      CommandFailure(
        .badData,
        "no clinical variable is given for half of the patients and differs among them, so that there is nothing "
          + "to weigh beside the slide; add age, grade, tumour_size_mm, positive_nodes or ki67")
    case .foreignCheckpoint(let folder):
      CommandFailure(
        .badData,
        "\(folder): holds the pieces of another training (other patients, features or options); remove the "
          + "folder, or name another --out")
    case .checkpointInUse(let folder):
      CommandFailure(.tryAgain, "\(folder): another training is at work there; wait for it, or name another --out")
    case .diverged(let epoch):
      CommandFailure(.badData, "a network diverged in epoch \(epoch); lower --learning-rate")
    case .statistics(let failure):
      CommandFailure(.badData, "the cohort cannot carry the statistics: \(failure.reason)")
    case .prognosis(.followUpTooShort(let horizon, let last)):
      CommandFailure(
        .badData,
        "the longest follow-up is \((last * 100).rounded() / 100) years, no risk within \(horizon) can be told "
          + "from it; lower --horizon, or check --time-unit")
    case .prognosis(.survival(let failure)):
      CommandFailure(.badData, "the combined model cannot be fitted: \(failure.reason)")
    case .prognosis(let failure): CommandFailure(.badData, "the combined model cannot be fitted: \(failure)")
    case .bundle(let failure): failure.words
    }
  }
}

extension SurvivalFailure {
  fileprivate var reason: String {
    switch self {
    case .noEvents: "a part of it has no relapse; take fewer folds"
    case .constantColumn(let column): "\(column) is the same for all patients of a fold; leave the column out"
    case .notIdentifiable(let column):
      "\(column) says nothing that the columns before it do not say; leave the column out"
    case .separation(let column):
      "\(column) tells the relapses perfectly, so that its hazard ratio is infinite; check it"
    case .noComparablePairs: "no two patients of a part can be ordered in time; take fewer folds"
    default: sentence
    }
  }
}
