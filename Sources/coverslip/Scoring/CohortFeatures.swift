import Sentences
import Evaluation
import FeatureFiles
import Foundation
import NeuralNetworks

/// The features of a cohort's slides, one file a slide, in one folder.
struct CohortFeatures {
  let folder: String
  /// As the files must name it where they name one.
  let encoder: String
  /// SHA-256 of what the encoder's features follow from, as the files must have it where they have one; `nil` of
  /// morphometry, which has no weights.
  var digest: String?

  private static let endings = ["safetensors", "h5", "hdf5", "npy"]

  // MARK: Files

  /// What was found of a slide's features.
  enum Found: Equatable {
    case file(String)
    /// Only files of other slides, by their own word.
    case another(String, slide: String)
    /// A file numbered after the patient that does not say whose it is, beside more of them than the table has slides.
    case numbering(String)
    case none
  }

  /// The file of a slide: named after the slide as other programs do, or after the patient as `encode --cohort` does. A
  /// file that names another slide is not taken, whatever it is called.
  func find(_ slide: CohortFolder.Slide, of member: CohortFolder.Member) throws -> Found {
    let own = slide.path.map { [SlideName($0).stem, fileName($0), fileStem($0)] } ?? []
    var found = Found.none
    for name in own + [slide.patientName] {
      for path in Self.endings.map({ "\(folder)/\(name).\($0)" }) where isFile(path) {
        guard let wanted = slide.path, let said = try FeatureOrigin(path: path).slide else {
          guard own.contains(name) || !isNumberedFurther(member) else {
            found = .numbering(path)
            continue
          }
          return .file(path)
        }
        if SlideName(said).isSame(as: SlideName(wanted)) { return .file(path) }
        if found == .none { found = .another(path, slide: said) }
      }
    }
    return found
  }

  /// Whether there are files of more slides of a patient than the table has: the numbers are then not those of its
  /// rows.
  private func isNumberedFurther(_ member: CohortFolder.Member) -> Bool {
    member.slides.count > 1
      && Self.endings.contains { isFile("\(folder)/\(member.id)-\(member.slides.count + 1).\($0)") }
  }

  /// Finds the file of every slide and puts it there; what is missing, of another slide, or the file of two slides is a
  /// problem of the cohort, and so is a patient without any tile. A slide without tiles beside others is left out, and
  /// it is said.
  func look(for cohort: inout CohortFolder) throws {
    guard isFolder(folder) else {
      throw CommandFailure(
        .noInput,
        "\(folder): there is no such folder of features; encode the slides into it, or name theirs with --features")
    }
    try locate(&cohort)
    try leaveOutEmpty(&cohort)
  }

  private func locate(_ cohort: inout CohortFolder) throws {
    var problems = cohort.problems
    var owners: [String: Int] = [:]
    var members = cohort.members
    let bar = ProgressBar("looking for features", total: members.count, unit: "patients")
    for index in members.indices {
      for place in members[index].slides.indices {
        let slide = members[index].slides[place]
        let file = try file(of: slide, members[index], &problems, &owners)
        members[index].slides[place].file = file
      }
      bar.advance()
    }
    bar.finish()
    cohort.problems = problems
    let files = members.flatMap(\.slides).map(\.file)
    var next = 0
    cohort.updateSlides { slide, _ in
      slide.file = files[next]
      next += 1
    }
  }

  private func file(
    of slide: CohortFolder.Slide, _ member: CohortFolder.Member, _ problems: inout CohortProblems,
    _ owners: inout [String: Int]
  ) throws -> String? {
    let line = slide.row.line
    switch try find(slide, of: member) {
    case .file(let path):
      if let owner = owners.updateValue(line, forKey: path) {
        problems.add(line: line, "\(path) is the file of the slide on line \(owner) too; give each slide its own")
      }
      return path
    case .another(let path, let said):
      problems.add(
        line: line,
        "\(path): the features are of the slide «\(fileName(said))», wanted are those of "
          + "«\(fileName(slide.path ?? ""))»; "
          + "give it the features of its own slide")
    case .numbering(let path):
      problems.add(
        line: line,
        "\(path) does not say of which slide it is, and patient \(member.id) has more such files than rows; name the "
          + "files after their slides")
    case .none:
      let names = [slide.path.map { SlideName($0).stem }, slide.patientName].compactMap(\.self)
      let shown = names.count == 2 && names[0] == names[1] ? names[0] : names.reversed().joined(separator: " or ")
      problems.addAbsent(line, "patient \(member.id) (\(shown))", in: folder)
    }
    return nil
  }

  private func leaveOutEmpty(_ cohort: inout CohortFolder) throws {
    var empty: [String] = []
    for index in cohort.members.indices {
      let member = cohort.members[index]
      let found = try member.slides.map { slide in try slide.file.map { try FeatureOrigin(path: $0).tiles } ?? nil }
      guard found.contains(0) else { continue }
      guard found.contains(where: { $0 != 0 }) else {
        cohort.problems.add(line: member.line, "patient \(member.id) has no tile in any slide; encode again")
        continue
      }
      let files = Set(zip(member.slides, found).filter { $1 == 0 }.compactMap(\.0.file))
      empty.append("\(member.id) (\(files.map(fileName).sorted().joined(separator: ", ")))")
      cohort.removeSlides(of: index) { slide in slide.file.map(files.contains) ?? false }
    }
    guard !empty.isEmpty else { return }
    let more = empty.count > 5 ? " and \(empty.count - 5) more" : ""
    Standard.error(
      "warning: \(cohort.table.path): slides without tiles are left out, of patients who have others: "
        + "\(empty.prefix(5).joined(separator: ", "))\(more)")
  }

  /// The first file of one of these names, with any ending.
  func file(named names: [String]) -> String? {
    names.lazy.flatMap { name in Self.endings.map { "\(folder)/\(name).\($0)" } }.first(where: isFile)
  }

  // MARK: Patients

  /// The patients with the tiles of all their slides, whose files were looked for. Those who are one person, or share
  /// slides, are marked so that folds keep them together, and it is said; two with the same features and different
  /// outcomes are refused.
  func trainingPatients(_ cohort: CohortFolder, _ outcomes: CohortOutcomes) throws -> [TrainingPatient] {
    let isSimulated = isFile(cohort.path + "/truth.csv")
    var (likeness, overlaps) = (CohortLikeness(), [String]())
    let count = cohort.members.count
    let bar = ProgressBar("reading features", total: count, unit: "patients", logged: count > 1000)
    defer { bar.finish() }
    let read = try cohort.members.compactMap { member -> TrainingPatient? in
      defer { bar.advance() }
      guard let patient = outcomes.patients[member.id] else { return nil }
      let files = member.slides.compactMap(\.file)
      let bags = try files.map { try bag($0) }
      likeness.add(member, bags)
      overlaps += try files.filter { try TileCoverage(path: $0)?.overlaps == true }
      return TrainingPatient(
        id: member.id, bag: try union(bags, files), clinical: patient.clinical, outcome: patient.outcome,
        truth: isSimulated ? try truth(files) : nil)
    }
    try BagTwins(read).requireNoContradiction(in: cohort)
    CohortLikeness.warn(ofOverlaps: overlaps)
    likeness.warn(cohort.table)
    let persons = likeness.persons
    return zip(read, cohort.members).map { patient, member in
      TrainingPatient(
        id: patient.id, bag: patient.bag, clinical: patient.clinical, outcome: patient.outcome, truth: patient.truth,
        person: persons[member.id])
    }
  }

  // MARK: Bags

  /// The tiles of all slides of a patient.
  func bag(_ paths: [String]) throws -> Bag { try union(paths.map { try bag($0) }, paths) }

  private func bag(_ path: String) throws -> Bag {
    let matrix = try FeatureMatrix(path: path)
    try requireToolsWidth(encoder: matrix.encoder, width: matrix.width, file: path)
    if let fault = encoderFault(name: matrix.encoder, digest: matrix.encoderDigest) {
      throw CommandFailure(.badData, "\(path): \(fault.reason); \(fault.remedy)")
    }
    guard matrix.count > 0, let bag = Bag(features: matrix.values, count: matrix.count, width: matrix.width) else {
      throw CommandFailure(.badData, "\(path): the file has no tile; encode the slide again, or leave the patient out")
    }
    return bag
  }

  /// What is wrong with features that say this of their encoder; `nil` where they agree, or do not say it.
  func encoderFault(name: String?, digest: String?) -> (reason: String, remedy: String)? {
    if let name, name != encoder {
      return ("the features are of «\(name)», the encoder is «\(encoder)»", "name theirs with --encoder")
    }
    guard let digest, let own = self.digest, digest != own else { return nil }
    return ("made with other weights or settings of «\(encoder)»", "encode the slide again")
  }

  private func union(_ bags: [Bag], _ paths: [String]) throws -> Bag {
    let (count, width) = (bags.reduce(0) { $0 + $1.count }, bags[0].width)
    if let other = bags.firstIndex(where: { $0.width != width }) {
      throw CommandFailure(
        .badData,
        "\(paths[other]): \(bags[other].width) features a tile, another slide of the patient has \(width); "
          + "encode both with one encoder")
    }
    return Bag(features: bags.flatMap(\.features), count: count, width: width) ?? .empty
  }

  /// Of simulated slides; `nil` where a file does not hold it.
  private func truth(_ paths: [String]) throws -> [Bool]? {
    let labels = try paths.map { try TileFeatures(path: $0).labels }
    guard labels.allSatisfy({ $0 != nil }) else { return nil }
    return labels.compactMap(\.self).joined().map { $0 != 0 }
  }
}
