import Foundation
import Testing

@testable import UseCases

@Suite("The files of a log and of a witness")
struct LogFilesTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: scratch[name])[.posixPermissions] as? Int
  }

  @Test("key and last head lie beside the casebook, for their owner alone, and the first key stays")
  func log() throws {
    let files = LogFiles(beside: scratch["casebook.sqlite"])
    #expect(try files.key() == nil)
    #expect(try files.createKey([1]))
    #expect(try !files.createKey([2]))
    #expect(try files.key() == [1])
    try files.keepHead([3])
    try files.keepHead([4])
    #expect(try files.head() == [4])
    #expect(try mode("casebook.sqlite.logkey") == 0o600)
    #expect(try mode("casebook.sqlite.loghead") == 0o600)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    #expect(names.sorted() == ["casebook.sqlite.loghead", "casebook.sqlite.logkey"])
  }

  @Test("a witness's folder holds a key and a file for each log, for their owner alone")
  func witness() throws {
    let folder = try WitnessFolder(scratch["witness"])
    #expect(try folder.createKey([1]))
    #expect(try !folder.createKey([2]))
    try folder.remember([1], of: "a/b")
    try folder.remember([2], of: "a/c")
    try folder.remember([3], of: "a/b")
    #expect(try folder.memory(of: "a/b") == [3])
    #expect(try folder.memory(of: "a/c") == [2])
    #expect(try folder.memory(of: "a") == nil)
    #expect(try mode("witness") == 0o700)
    #expect(try mode("witness/witness.key") == 0o600)
  }

  @Test("of many who lock at once each sees what the one before it wrote")
  func lock() async throws {
    let folder = try WitnessFolder(scratch["witness"])
    try folder.remember([0], of: "a")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<10 {
            let lock = try folder.lock()
            defer { lock.release() }
            let count = try folder.memory(of: "a")?.first ?? 0
            try folder.remember([count + 1], of: "a")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try folder.memory(of: "a") == [80])
  }

  @Test("tiles are written with the folders above them")
  func tiles() throws {
    let folder = TileFolder(scratch["tiles"])
    #expect(try folder.file("checkpoint") == nil)
    try folder.put([1], "tile/0/x001/067.p/3")
    #expect(try folder.file("tile/0/x001/067.p/3") == [1])
  }
}
