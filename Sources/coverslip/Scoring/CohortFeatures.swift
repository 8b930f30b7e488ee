import FeatureFiles
import NeuralNetworks

/// The features of a cohort's slides, one file a slide, in one folder.
struct CohortFeatures {
  let folder: String
  /// As the files must name it where they name one.
  let encoder: String
  /// SHA-256 of what the encoder's features follow from, as the files must have it where they have one; `nil` of morphometry,
  /// which has no weights.
  var digest: String?

  private static let endings = ["safetensors", "h5", "hdf5", "npy"]

  /// The patients with the tiles of all their slides; no two may have the same.
  func trainingPatients(_ cohort: CohortFolder, _ outcomes: CohortOutcomes) throws -> [TrainingPatient] {
    let files = try files(of: cohort.members)
    let isSimulated = isFile(cohort.path + "/truth.csv")
    let patients = try cohort.members.indices.map { index in
      let patient = outcomes.patients[index]
      return TrainingPatient(
        id: cohort.members[index].id, bag: try bag(files[index]), clinical: patient.clinical,
        outcome: patient.outcome, truth: isSimulated ? try truth(files[index]) : nil)
    }
    try BagTwins(patients).requireNone(in: cohort)
    return patients
  }

  // MARK: Files

  /// One a slide, patient by patient; all that are missing are counted, and the first are named.
  func files(of members: [CohortFolder.Member]) throws -> [[String]] {
    guard isFolder(folder) else {
      throw CommandFailure(
        .noInput,
        "\(folder): there is no such folder of features; encode the slides into it, or name theirs with --features")
    }
    var missing: [String] = []
    let files = members.map { member in
      Self.names(member).compactMap { names -> String? in
        let path = file(named: names)
        if path == nil { missing.append("patient \(member.id) (\(names.joined(separator: " or ")))") }
        return path
      }
    }
    guard missing.isEmpty else { throw noFeatures(missing) }
    return files
  }

  /// Named after the patient as `encode --cohort` does, or after the slide as other programs do.
  private static func names(_ member: CohortFolder.Member) -> [[String]] {
    zip(member.rows, member.featureNames).map { row, name in [name] + (row["slide"].map { [fileStem($0)] } ?? []) }
      .map { names in names.count == 2 && names[0] == names[1] ? [names[0]] : names }
  }

  /// The first file of one of these names, with any ending.
  func file(named names: [String]) -> String? {
    names.lazy.flatMap { name in Self.endings.map { "\(folder)/\(name).\($0)" } }.first(where: isFile)
  }

  private static let named = 3

  private func noFeatures(_ missing: [String]) -> CommandFailure {
    let listed = missing.prefix(Self.named).joined(separator: ", ")
    let more = missing.count > Self.named ? " and \(missing.count - Self.named) more" : ""
    let who = missing.count == 1 ? listed : "\(missing.count) slides: \(listed)\(more)"
    return CommandFailure(
      .noInput,
      "\(folder): no features of \(who), with the ending .safetensors, .h5 or .npy; encode the slides, or name another "
        + "folder with --features")
  }

  // MARK: Bags

  /// The tiles of all slides of a patient.
  func bag(_ paths: [String]) throws -> Bag { try union(paths.map { try bag($0) }, paths) }

  private func bag(_ path: String) throws -> Bag {
    let matrix = try FeatureMatrix(path: path)
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
