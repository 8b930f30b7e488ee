import Evaluation
import NeuralNetworks
import Prognosis
import Sentences
import SurvivalStatistics
import Tables

/// What is wrong with the rows of a cohort's table, collected so that all of it is told at once.
struct CohortProblems {
  /// What is wrong with a cell.
  enum Rule {
    case noFile
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
    case .fileName, .oneFile: entries.append((row.line, sentence))
    }
  }

  /// A cell that cannot be.
  mutating func add(_ problem: TableProblem) { entries.append((problem.line, problem.sentence)) }

  /// A patient's or a slide's feature file that is not what it is taken for.
  mutating func add(line: Int, _ sentence: String) { entries.append((line, "line \(line): \(sentence)")) }

  /// A slide of which there is no file of features in `folder`.
  mutating func addAbsent(_ line: Int, _ who: String, in folder: String) {
    absent.append((line, who))
    self.folder = folder
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
    case .noFile: "«\(value)» is not there"
    case .fileName: "«\(value)» can name no file; a name has no slash, and no dot in front"
    case .oneFile(let name, let other, let line):
      "«\(value)» would have a file named \(name) as «\(other)» on line \(line) has"
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
