import NeuralNetworks

/// The features of a cohort's slides, one file per slide, in one folder.
package struct CohortFeatures: Sendable {
  package let folder: String
  /// As the files must name it where they name one.
  package let encoder: String
  /// SHA-256 of what the encoder's features follow from, as the files must have it where they have one; `nil` of
  /// morphometry, which has no weights.
  package let digest: String?
  let files: CohortFiles

  /// - Parameter folder: absolute.
  package init(folder: String, encoder: String, digest: String?, files: CohortFiles) {
    self.folder = folder
    self.encoder = encoder
    self.digest = digest
    self.files = files
  }

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
    var (found, another) = (nil as Found?, nil as Found?)
    for name in own + [slide.patientName] {
      for path in Self.endings.map({ "\(folder)/\(name).\($0)" }) where files.isFile(path) {
        guard let wanted = slide.path, let said = try files.origin(path).slide else {
          guard own.contains(name) || !isNumberedFurther(member) else {
            found = .numbering(path)
            continue
          }
          return .file(path)
        }
        if SlideName(said).isSame(as: SlideName(wanted)) { return .file(path) }
        if found == nil, another == nil { another = .another(path, slide: said) }
      }
    }
    return found ?? another ?? Found.none
  }

  /// Whether there are files of more slides of a patient than the table has: the numbers are then not those of its
  /// rows.
  private func isNumberedFurther(_ member: CohortFolder.Member) -> Bool {
    member.slides.count > 1
      && Self.endings.contains { files.isFile("\(folder)/\(member.id)-\(member.slides.count + 1).\($0)") }
  }

  /// Finds the file of every slide and puts it there; what is missing, of another slide, or the file of two slides is a
  /// problem of the cohort, and so is a patient without any tile. A slide without tiles beside others is left out, and
  /// it is told.
  package func look(for cohort: inout CohortFolder, _ notices: Notices = .none) throws {
    guard files.isFolder(folder) else { throw CohortReadingFailure.noFolder(folder) }
    try notices.during(.lookingForFeatures) { try locate(&cohort, notices) }
    try leaveOutEmpty(&cohort, notices)
  }

  private func locate(_ cohort: inout CohortFolder, _ notices: Notices) throws {
    var (found, owners) = ([String?](), [String: Int]())
    for (index, member) in cohort.members.enumerated() {
      for slide in member.slides { found.append(try file(of: slide, member, &cohort.problems, &owners)) }
      notices.progress(.lookingForFeatures, index + 1, of: cohort.members.count)
    }
    cohort.place(features: found)
  }

  private func file(
    of slide: CohortFolder.Slide, _ member: CohortFolder.Member, _ problems: inout CohortProblems,
    _ owners: inout [String: Int]
  ) throws -> String? {
    let line = slide.row.line
    switch try find(slide, of: member) {
    case .file(let path):
      if let owner = owners.updateValue(line, forKey: path) {
        problems.add(.sharedFile(line: line, file: path, otherLine: owner))
      }
      return path
    case .another(let path, let said):
      problems.add(
        .anotherSlide(line: line, file: path, slide: fileName(said), wanted: fileName(slide.path ?? "")))
    case .numbering(let path): problems.add(.numbering(line: line, file: path, patient: member.id))
    case .none:
      let names = [slide.patientName] + (slide.path.map { [SlideName($0).stem] } ?? [])
      problems.add(
        AbsentFeatures(line: line, patient: member.id, names: names[0] == names.last ? [names[0]] : names), in: folder)
    }
    return nil
  }

  private func leaveOutEmpty(_ cohort: inout CohortFolder, _ notices: Notices) throws {
    var empty: [String] = []
    for index in cohort.members.indices {
      let member = cohort.members[index]
      let found = try member.slides.map { slide in try slide.file.map { try files.origin($0).tiles } ?? nil }
      guard found.contains(0) else { continue }
      guard found.contains(where: { $0 != 0 }) else {
        cohort.problems.add(.noTiles(line: member.line, patient: member.id))
        continue
      }
      let without = Set(zip(member.slides, found).filter { $1 == 0 }.compactMap(\.0.file))
      empty.append("\(member.id) (\(without.map(fileName).sorted().joined(separator: ", ")))")
      cohort.removeSlides(of: index) { slide in slide.file.map(without.contains) ?? false }
    }
    if !empty.isEmpty { notices(.cohort(.emptySlides(table: cohort.file, empty))) }
  }

  /// The first file of one of these names, with any ending.
  package func file(named names: [String]) -> String? {
    names.lazy.flatMap { name in Self.endings.map { "\(folder)/\(name).\($0)" } }.first(where: files.isFile)
  }

  // MARK: Patients

  /// The patients with the tiles of all their slides, whose files were looked for. Those who are one person, or share
  /// slides, are marked so that folds keep them together, and it is told; two with the same features and different
  /// outcomes are refused.
  package func trainingPatients(
    _ cohort: CohortFolder, _ outcomes: CohortOutcomes, _ notices: Notices = .none
  ) throws -> [TrainingPatient] {
    var (likeness, overlaps) = (CohortLikeness(), [String]())
    let read = try notices.during(.readingFeatures) {
      try cohort.members.enumerated().compactMap { index, member -> TrainingPatient? in
        defer { notices.progress(.readingFeatures, index + 1, of: cohort.members.count) }
        guard let patient = outcomes.patients[member.id] else { return nil }
        let paths = member.slides.compactMap(\.file)
        let bags = try paths.map { try bag($0) }
        likeness.add(member, bags)
        overlaps += try paths.filter(files.hasOverlaps)
        return TrainingPatient(
          id: member.id, bag: try union(bags, paths), clinical: patient.clinical, outcome: patient.outcome,
          truth: cohort.isSimulated ? try truth(paths) : nil)
      }
    }
    try BagTwins(read).requireNoContradiction(in: cohort)
    if !overlaps.isEmpty { notices(.cohort(.overlappingTiles(files: overlaps.map(fileName)))) }
    likeness.notices(table: cohort.file).forEach { notices(.cohort($0)) }
    let persons = likeness.persons
    return zip(read, cohort.members).map { patient, member in
      TrainingPatient(
        id: patient.id, bag: patient.bag, clinical: patient.clinical, outcome: patient.outcome, truth: patient.truth,
        person: persons[member.id])
    }
  }

  // MARK: Bags

  /// The tiles of all slides of a patient.
  package func bag(_ paths: [String]) throws -> Bag { try union(paths.map { try bag($0) }, paths) }

  private func bag(_ path: String) throws -> Bag {
    let matrix = try files.matrix(path)
    let published = matrix.encoder.map { EncoderPreset.widths(ofToolsName: $0) } ?? []
    guard published.isEmpty || published.contains(matrix.width) else {
      throw CohortReadingFailure.toolsWidth(
        file: path, encoder: matrix.encoder ?? "", published: published, found: matrix.width)
    }
    if let fault = encoderFault(name: matrix.encoder, digest: matrix.encoderDigest) {
      throw CohortReadingFailure.encoder(file: path, fault)
    }
    guard matrix.count > 0, let bag = Bag(features: matrix.values, count: matrix.count, width: matrix.width) else {
      throw CohortReadingFailure.noTile(file: path)
    }
    return bag
  }

  /// What is wrong with features that say this of their encoder; `nil` where they agree, or do not say it.
  package func encoderFault(name: String?, digest: String?) -> EncoderFault? {
    if let name, name != encoder { return .name(name, wanted: encoder) }
    guard let digest, let own = self.digest, digest != own else { return nil }
    return .digest(encoder: encoder)
  }

  private func union(_ bags: [Bag], _ paths: [String]) throws -> Bag {
    let (count, width) = (bags.reduce(0) { $0 + $1.count }, bags[0].width)
    if let other = bags.firstIndex(where: { $0.width != width }) {
      throw CohortReadingFailure.widthsDiffer(file: paths[other], width: bags[other].width, other: width)
    }
    return Bag(features: bags.flatMap(\.features), count: count, width: width) ?? .empty
  }

  /// Of simulated slides; `nil` where a file does not hold it.
  private func truth(_ paths: [String]) throws -> [Bool]? {
    let labels = try paths.map { try files.labels($0) }
    guard labels.allSatisfy({ $0 != nil }) else { return nil }
    return labels.compactMap(\.self).joined().map { $0 != 0 }
  }
}
