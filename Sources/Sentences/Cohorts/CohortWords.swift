import Evaluation
import Labels
import Tables
import UseCases

extension CohortReadingFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .noFile(let path):
      CommandFailure(.noInput, "\(path): there is no such file, or it may not be read; check the path")
    case .table(let failure, let path): failure.words(path: path)
    case .rows(let table, let problems, let absent):
      CommandFailure(
        .badData,
        "\(table): \(problems.map(\.sentence).firstFive)\(absent.isEmpty ? "" : "; \(absent.sentence)"); correct the "
          + "table\(Self.orSkip)")
    case .noFeatures(let folder, let slides):
      CommandFailure(
        .noInput,
        "\(folder): \(slides.sentence); encode the slides, or name another folder with --features\(Self.orSkip)")
    case .noFolder(let folder):
      CommandFailure(
        .noInput,
        "\(folder): there is no such folder of features; encode the slides into it, or name theirs with --features")
    case .nobodyLeft(let table): CommandFailure(.badData, "\(table): every row was left out; correct the table")
    case .inBoth(let table, let same, let twins): Self.inBoth(table, same, twins)
    case .twins(let table, let pairs):
      CommandFailure(
        .badData,
        "\(table): two patients have the same features, number by number: "
          + "\(pairs.map { "\($0.here.words) and \($0.there.words)" }.firstNames); give each the features of their own "
          + "slides, or take one of the two out")
    case .encoder(let file, let fault): CommandFailure(.badData, "\(file): \(fault.sentence); \(fault.remedy)")
    case .toolsWidth(let file, let encoder, let published, let found):
      CommandFailure(
        .badData,
        "\(file): names the encoder \"\(encoder)\", whose features are "
          + "\(published.map { "\($0)" }.joined(separator: " or ")) wide, and has \(found); name the file of that "
          + "encoder, or extract the features again")
    case .notAsWanted(let file, let fault, let more):
      CommandFailure(
        .badData,
        "\(file): \(fault.sentence); "
          + (more == 0 ? "remove the file" : "\(more) more files are not as wanted; remove them")
          + ", or name another --features folder")
    case .noTile(let file):
      CommandFailure(.badData, "\(file): the file has no tile; encode the slide again, or leave the patient out")
    case .widthsDiffer(let file, let width, let other):
      CommandFailure(
        .badData,
        "\(file): \(width) features a tile, another slide of the patient has \(other); encode both with one encoder")
    }
  }

  private static let orSkip = ", or leave these rows out with --skip"

  private static func inBoth(_ table: String, _ same: [PatientRow], _ twins: [PatientTwin]) -> CommandFailure {
    let renamed = twins.map { "\($0.here.id) (line \($0.here.line); there \($0.there.id), line \($0.there.line))" }
    let parts = [("of the same name and outcome", same.map(\.words)), ("with the same features", renamed)]
      .filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1.firstNames)" }
    return CommandFailure(
      .badData,
      "\(table): patients are in the training cohort too, \(parts.joined(separator: "; ")); evaluate on others")
  }
}

extension PatientRow {
  fileprivate var words: String { "\(id) (line \(line))" }
}

extension EncoderFault {
  fileprivate var sentence: String {
    switch self {
    case .name(let name, let wanted): "the features are of \"\(name)\", the encoder is \"\(wanted)\""
    case .digest(let encoder): "made with other weights or settings of \"\(encoder)\""
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .name: "name theirs with --encoder"
    case .digest: "encode the slide again"
    }
  }
}

extension KeptFault {
  fileprivate var sentence: String {
    switch self {
    case .slide(let slide, let wanted): "the features are of the slide \"\(slide)\", wanted are those of \"\(wanted)\""
    case .encoder(let fault): fault.sentence
    case .tiles(let found, let wanted):
      (found.map { "the features are of at most \($0) tiles" } ?? "it does not say that it is of a sample")
        + ", wanted \(wanted.map { "are at most \($0)" } ?? "are all")"
    }
  }
}

extension CohortProblem {
  /// The place, what is wrong there, and what to do.
  package var sentence: String {
    switch self {
    case .cell(let problem): problem.sentence
    case .noFile(let line, let column, let slide): "line \(line), column \(column): \"\(slide)\" is not there"
    case .fileName(let line, let column, let patient):
      "line \(line), column \(column): \"\(patient)\" can name no file; a name has no slash, and no dot in front"
    case .oneFile(let line, let column, let patient, let file, let other, let otherLine):
      "line \(line), column \(column): \"\(patient)\" would have a file named \(file) as \"\(other)\" on line "
        + "\(otherLine) has"
    case .sharedFile(let line, let file, let otherLine):
      "line \(line): \(file) is the file of the slide on line \(otherLine) too; give each slide its own"
    case .anotherSlide(let line, let file, let slide, let wanted):
      "line \(line): \(file): the features are of the slide \"\(slide)\", wanted are those of \"\(wanted)\"; give it "
        + "the features of its own slide"
    case .numbering(let line, let file, let patient):
      "line \(line): \(file) does not say of which slide it is, and patient \(patient) has more such files than rows; "
        + "name the files after their slides"
    case .noTiles(let line, let patient): "line \(line): patient \(patient) has no tile in any slide; encode again"
    }
  }
}

extension [AbsentFeatures] {
  /// The first three, and how many more there are.
  fileprivate var sentence: String {
    let all = map { "patient \($0.patient) (\($0.names.joined(separator: " or ")))" }
    let listed = all.prefix(3).joined(separator: ", ")
    let more = count > 3 ? " and \(count - 3) more" : ""
    return "no features of \(count == 1 ? listed : "\(count) slides: \(listed)\(more)"), with the ending .safetensors, "
      + ".h5 or .npy"
  }
}

extension [String] {
  /// The first five, and how many more there are.
  fileprivate var firstNames: String { prefix(5).joined(separator: ", ") + (count > 5 ? " and \(count - 5) more" : "") }
  /// The same, apart by semicolons.
  fileprivate var firstGroups: String {
    prefix(5).joined(separator: "; ") + (count > 5 ? " and \(count - 5) more" : "")
  }
}

extension CohortNotice {
  /// What a reader of stderr is told.
  package var sentence: String {
    switch self {
    case .emptySlides(let table, let slides):
      "warning: \(table): slides without tiles are left out, of patients who have others: \(slides.firstNames)"
    case .leftOut(let table, let patients, let slides, let problems, let absent):
      "left out of \(table): \(patients.counted("patient")), "
        + "\(slides.counted("slide")): "
        + "\((problems.map(\.sentence) + (absent.isEmpty ? [] : [absent.sentence])).firstFive)"
    case .namesakes(let count, let table):
      "warning: \(table): \(count == 1 ? "1 patient has the name" : "\(count) patients have names") of training "
        + "patients, but another outcome and other features; taken for other people"
    case .oneParticipant(let table, let groups):
      "warning: \(table): patients are one participant of TCGA by their barcodes: "
        + "\(groups.map { $0.map(\.words).joined(separator: " and ") }.firstGroups); the folds keep them together; "
        + "give their rows one name in the column of the patients"
    case .sameTiles(let table, let twins):
      "warning: \(table): slides of different patients have the same tiles: "
        + "\(twins.map { "\($0.slide) of \($0.of) and \($0.other) of \($0.ofOther)" }.firstGroups); the folds keep "
        + "these patients together; give each the features of their own slides"
    case .sameTilesOfOne(let table, let twins):
      "warning: \(table): slides of one patient have the same tiles, which count twice: "
        + "\(twins.map { "\($0.slide) and \($0.other) of \($0.of)" }.firstGroups)"
    case .overlappingTiles(let files):
      "warning: \(files.count == 1 ? "1 feature file has" : "\(files.count) feature files have") tiles that overlap, "
        + "so that the same tissue counts several times: \(files.firstGroups)"
    }
  }
}
