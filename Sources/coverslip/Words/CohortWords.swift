import CohortEvaluation
import NeuralNetworks
import Prognosis
import SurvivalStatistics

/// What is wrong with the rows of a cohort's table, collected so that all of it is told at once.
struct CohortProblems {
  /// What is wrong with a cell.
  enum Rule {
    case required, number, whole, above0, event
    case thirdEvent(_ relapse: String, _ other: String)
    case range(ClosedRange<Double>)
    case oneOf([String])
    case twice(line: Int)
    case disagrees(line: Int, with: String)
    case fileName
    case oneFile(String, of: String, line: Int)
  }

  let table: TableFile
  private var sentences: [String] = []
  /// Problems that are told in full; the rest is counted.
  private static let shown = 5

  init(_ table: TableFile) { self.table = table }

  mutating func add(_ row: CohortTable.NamedRow, _ column: String, _ rule: Rule) {
    sentences.append("line \(row.line), column \(column): \(rule.words(row[column] ?? ""))")
  }

  /// Throws where the header lacks a column.
  func require(columns: [String]) throws {
    let names = table.table.names.filter { !$0.isEmpty }
    guard let missing = columns.first(where: { !names.contains($0) }) else { return }
    throw CommandFailure(
      .badData, "\(table.path): there is no column «\(missing)»; there are \(names.joined(separator: ", "))")
  }

  /// Throws where anything was added.
  func check() throws {
    guard !sentences.isEmpty else { return }
    let more = sentences.count > Self.shown ? "; and \(sentences.count - Self.shown) more problems" : ""
    throw CommandFailure(
      .badData, "\(table.path): \(sentences.prefix(Self.shown).joined(separator: "; "))\(more); correct the table")
  }

  static func allCensored(_ table: TableFile) -> CommandFailure {
    CommandFailure(
      .badData,
      "\(table.path): every patient is censored, and nothing can be learned from no relapse; "
        + "--event-value says what stands for one")
  }

  static func noSuchEvent(_ table: TableFile, _ value: String, _ found: [String]) -> CommandFailure {
    let listed = found.prefix(5).map { "«\($0)»" }.joined(separator: ", ")
    return CommandFailure(
      .badData, "\(table.path): no row has «\(value)» in the column event; there are \(listed); correct --event-value")
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
      "\(table.path): two patients have the same features, number by number: \(listed(words)); give each the features of "
        + "her own slides, or take one of the two out")
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
    case .whole: "«\(value)» is no whole number; leave it blank where unknown"
    case .above0: "«\(value)» is no time above 0"
    case .event: "«\(value)» is neither 1, a relapse, nor 0; --event-value says what stands for a relapse"
    case .thirdEvent(let relapse, let other): "«\(value)» is a third value beside «\(relapse)» and «\(other)»"
    case .range(let range): "«\(value)» is not from \(range.lowerBound) to \(range.upperBound)"
    case .oneOf(let words): "«\(value)» is none of \(words.joined(separator: ", "))"
    case .twice(let line): "«\(value)» stands on line \(line) already; several rows of a patient name different slides"
    case .fileName: "«\(value)» can name no file; a name has no slash, and no dot in front"
    case .oneFile(let name, let other, let line):
      "«\(value)» would have a file named \(name) as «\(other)» on line \(line) has"
    case .disagrees(let line, let other): "«\(value)» disagrees with «\(other)» on line \(line), the same patient"
    }
  }
}

extension TrainingFailure: Worded {
  var words: CommandFailure {
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
