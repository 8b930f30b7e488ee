import Basics
import Foundation
import Synchronization
import Testing

@testable import NeuralNetworks

@Suite("Stopped trainings")
final class CheckpointTests {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  var checkpoint: TrainingCheckpoint { TrainingCheckpoint(folder: "\(folder)/bundle.partial") }

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: checkpoint.folder)) ?? []).sorted()
  }

  @Test("whatever pieces were finished when it was stopped, the bundle is the same to the byte")
  func resumed() throws {
    let whole = try SmallBundle.trained().bundle
    let first = try SmallBundle.run().run(SmallBundle.patients, checkpoint: checkpoint).bundle
    // Two rounds of two folds: two candidates on two inner folds each, and two networks.
    #expect(files.count == 2 * 2 * (2 * 2 + 2) && first.digest == whole.digest)
    for (index, file) in files.enumerated() where index % 3 == 1 {
      try FileManager.default.removeItem(atPath: "\(checkpoint.folder)/\(file)")
    }
    let second = try SmallBundle.run().run(SmallBundle.patients, checkpoint: checkpoint).bundle
    #expect(second.digest == whole.digest)
    try checkpoint.remove()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }

  @Test("that somebody asked for keep the finished pieces, and the same call goes on from them to the same bytes")
  func cancelled() throws {
    let whole = try SmallBundle.trained().bundle
    let cancellation = Cancellation()
    #expect(throws: TrainingFailure.cancelled) {
      try SmallBundle.run(workers: 1).run(SmallBundle.patients, checkpoint: checkpoint, cancellation: cancellation) {
        if $0.done > 12 { cancellation.cancel() }
      }
    }
    let kept = files
    #expect(!kept.isEmpty && kept.count < 2 * 2 * (2 * 2 + 2))
    let resumed = try SmallBundle.run().run(SmallBundle.patients, checkpoint: checkpoint).bundle
    #expect(resumed.digest == whole.digest)
  }

  @Test("what is finished is not trained again, and counts as done")
  func skipped() throws {
    _ = try SmallBundle.run().run(SmallBundle.patients, checkpoint: checkpoint)
    try FileManager.default.removeItem(atPath: "\(checkpoint.folder)/fit-2-2-1.safetensors")
    let told = Mutex([TrainingProgress]())
    _ = try SmallBundle.run(workers: 1).run(SmallBundle.patients, checkpoint: checkpoint) { progress in
      told.withLock { $0.append(progress) }
    }
    let progress = told.withLock { $0 }
    #expect(!progress.isEmpty && progress.count <= 8 && progress.allSatisfy { $0.stage == .fitting })
    #expect(progress.allSatisfy { $0.done <= $0.total && $0.validationLoss == nil })
    #expect(progress.last.map { $0.total } == 2 * 2 * 2 * 2 * 8 + 8 * 8)
  }

  @Test("the pieces of another training are refused and left alone")
  func foreign() throws {
    _ = try SmallBundle.run().run(SmallBundle.patients, checkpoint: checkpoint)
    let before = files
    let failure = TrainingFailure.foreignCheckpoint(folder: checkpoint.folder)
    #expect(throws: failure) { try SmallBundle.run(seed: 2).run(SmallBundle.patients, checkpoint: checkpoint) }
    let fewer = Array(SmallBundle.patients.dropLast())
    #expect(throws: failure) { try SmallBundle.run().run(fewer, checkpoint: checkpoint) }
    #expect(files == before)
  }

  @Test("a cut file is told by its name")
  func cut() throws {
    _ = try SmallBundle.run().run(SmallBundle.patients, checkpoint: checkpoint)
    let path = "\(checkpoint.folder)/\(files[0])"
    try Data((FileManager.default.contents(atPath: path) ?? Data()).dropLast(5)).write(to: URL(fileURLWithPath: path))
    #expect {
      try SmallBundle.run().run(SmallBundle.patients, checkpoint: checkpoint)
    } throws: { error in
      "\(error)".contains(self.files[0])
    }
  }
}
