import FeatureFiles
import NeuralNetworks

/// The features of a cohort's slides, one file a slide, in one folder.
struct CohortFeatures {
  let folder: String
  /// As the files must name it where they name one.
  let encoder: String

  private static let endings = ["safetensors", "h5", "hdf5", "npy"]

  /// The patients with the tiles of all their slides.
  func trainingPatients(_ cohort: CohortFolder, _ outcomes: CohortOutcomes) throws -> [TrainingPatient] {
    let files = try cohort.members.map(files)
    let isSimulated = isFile(cohort.path + "/truth.csv")
    return try cohort.members.indices.map { index in
      let patient = outcomes.patients[index]
      return TrainingPatient(
        id: cohort.members[index].id, bag: try bag(files[index]), clinical: patient.clinical,
        outcome: patient.outcome, truth: isSimulated ? try truth(files[index]) : nil)
    }
  }

  /// Named after the patient as `encode --cohort` does, or after the slide as other programs do.
  private func files(_ member: CohortFolder.Member) throws -> [String] {
    try member.featureNames.indices.map { index in
      let names = [member.featureNames[index]] + (index < member.slides.count ? [fileStem(member.slides[index])] : [])
      let paths = names.flatMap { name in Self.endings.map { "\(folder)/\(name).\($0)" } }
      if let path = paths.first(where: isFile) { return path }
      throw CommandFailure(
        .noInput,
        "\(folder): no features of patient \(member.id) (\(names.joined(separator: " or "))"
          + ".safetensors, .h5, .npy); encode the slide, or name the folder of the slides with --slides")
    }
  }

  /// The tiles of all slides of a patient.
  func bag(of member: CohortFolder.Member) throws -> Bag { try bag(files(member)) }

  private func bag(_ paths: [String]) throws -> Bag { try union(paths.map { try bag($0) }, paths) }

  private func bag(_ path: String) throws -> Bag {
    let matrix = try FeatureMatrix(path: path)
    if let found = matrix.encoder, found != encoder {
      throw CommandFailure(
        .badData, "\(path): the features are of «\(found)», the encoder is «\(encoder)»; name theirs with --encoder")
    }
    guard matrix.count > 0, let bag = Bag(features: matrix.values, count: matrix.count, width: matrix.width) else {
      throw CommandFailure(.badData, "\(path): the file has no tile; encode the slide again, or leave the patient out")
    }
    return bag
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
