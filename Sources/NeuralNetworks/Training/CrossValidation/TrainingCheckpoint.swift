import Cryptography
import FeatureFiles
import Files
import Glibc

/// A folder that keeps what a training has finished, one file a piece of work, each written beside and renamed. A
/// training that was stopped begins again with the pieces that are not there; since a piece depends on nothing but the
/// patients and the plan, what comes out is the same.
///
/// ```swift
/// let checkpoint = TrainingCheckpoint(folder: "bundle.partial")
/// let result = try TrainingRun(description, plan: plan).run(patients, checkpoint: checkpoint)
/// try result.bundle.write(to: "bundle")
/// try checkpoint.remove()
/// ```
public struct TrainingCheckpoint: Sendable {
  /// The folder; made where there is none.
  public let folder: String

  /// Checkpoints that are kept in this folder.
  public init(folder: String) { self.folder = folder }

  /// Takes the folder away, with all that is in it; nothing there is fine.
  ///
  /// - Throws: ``TrainingFailure/bundle(_:)`` with `system`, the call of the operating system that failed.
  public func remove() throws(TrainingFailure) {
    do { try ModelBundle.remove(folder) } catch { throw .bundle(error) }
  }

  /// The same folder for one training.
  func opened(_ fingerprint: String) throws(TrainingFailure) -> OpenCheckpoint {
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
      throw .bundle(.system(path: folder, operation: "mkdir", code: errno))
    }
    return OpenCheckpoint(folder: folder, fingerprint: fingerprint, lock: try FolderLock(folder))
  }
}

/// Keeps a folder for one process, until it lets go of it or ends.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Fails where another process has it. A file system that knows no locks is not asked.
  init(_ folder: String) throws(TrainingFailure) {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .bundle(.system(path: folder, operation: "open", code: errno)) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      close(descriptor)
      throw .checkpointInUse(folder: folder)
    }
  }

  deinit { close(descriptor) }
}

/// The checkpoint of one training, known by its fingerprint.
struct OpenCheckpoint: Sendable {
  let folder: String
  let fingerprint: String
  let lock: FolderLock
  private static let key = "training"
  private static let courseFormat = "training-course/1"
  private static let limit = 1 << 30

  func course(_ name: String) throws(TrainingFailure) -> TrainingCourse? {
    guard let file = try file(name) else { return nil }
    do throws(BundleFailure) {
      try file.expect(format: Self.courseFormat)
      let shape = try file.shape("scores", [-1, -1])
      let scores = try file.values("scores", shape: shape)
      var course = TrainingCourse()
      course.validationLosses = try file.values("losses", shape: [shape[0]])
      course.validationScores = (0..<shape[0]).map { Array(scores[$0 * shape[1]..<($0 + 1) * shape[1]]) }
      return course
    } catch {
      throw .bundle(error)
    }
  }

  func save(_ course: TrainingCourse, _ name: String) throws(TrainingFailure) {
    var document = SafetensorsDocument(metadata: ["coverslip": Self.courseFormat])
    let epochs = course.validationLosses.count
    document.add("losses", shape: [epochs], floats: course.validationLosses)
    document.add(
      "scores", shape: [epochs, course.validationScores.first?.count ?? 0],
      floats: Array(course.validationScores.joined()))
    try save(document, name)
  }

  func network(_ name: String, width: Int) throws(TrainingFailure) -> AttentionMIL? {
    guard let file = try file(name) else { return nil }
    do { return try AttentionMIL(file, width: width) } catch { throw .bundle(error) }
  }

  func save(_ network: AttentionMIL, _ name: String) throws(TrainingFailure) { try save(network.document, name) }

  private func path(_ name: String) -> String { "\(folder)/\(name).safetensors" }

  /// `nil` where it is not there yet; one of another training is refused.
  private func file(_ name: String) throws(TrainingFailure) -> SafetensorsFile? {
    guard access(path(name), F_OK) == 0 else { return nil }
    let file: SafetensorsFile
    do {
      file = try SafetensorsFile(path: path(name), limit: Self.limit)
    } catch {
      throw .bundle(.file(error))
    }
    guard file.metadata[Self.key] == fingerprint else { throw .foreignCheckpoint(folder: folder) }
    return file
  }

  private func save(_ document: SafetensorsDocument, _ name: String) throws(TrainingFailure) {
    var document = document
    document.metadata[Self.key] = fingerprint
    do { try AtomicFile.write(document.bytes, to: path(name)) } catch { throw .bundle(.file(.file(error))) }
  }
}

/// SHA-256 of all that the pieces of a training depend on: the plan, and every patient's name, tiles and
/// outcome.
enum TrainingFingerprint {
  static func of(_ patients: [TrainingPatient], _ plan: TrainingPlan) -> String {
    var hash = SHA256Stream()
    hash.update(Array("\(plan)".utf8))
    for patient in patients {
      hash.update(Array("\(patient.id.utf8.count) \(patient.id) \(patient.outcome) \(patient.bag.count)".utf8))
      if patient.person != patient.id { hash.update(Array("\(patient.person)".utf8)) }
      patient.bag.features.withUnsafeBytes { hash.update($0) }
    }
    return hash.hexadecimal
  }
}
