import Files
import Foundation
import Testing

@Suite("Files")
final class FilesTests {
  private let folder = NSTemporaryDirectory() + "files-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test("a file is replaced as a whole, and nothing stays beside it")
  func replaced() throws {
    let path = "\(folder)/a"
    try AtomicFile.write([1, 2, 3], to: path)
    try AtomicFile.write([4], to: path)
    #expect(try WholeFile.read(path, limit: 10) == [4])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
  }

  @Test("a path says where its file system is mounted, links being followed")
  func mount() throws {
    let link = "\(folder)/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/proc/sys")
    for path in ["/proc", link] {
      #expect(try #require(FilePaths.mount(of: path)).mount.hasPrefix("/proc"))
    }
    #expect(FilePaths.mount(of: link)?.path == "/proc/sys")
    #expect(FilePaths.mount(of: "/")?.mount == "/")
    let own = try #require(FilePaths.mount(of: folder))
    #expect(own.mount == "/" || own.path.hasPrefix(own.mount + "/"))
    #expect(FilePaths.mount(of: "\(folder)/none") == nil)
  }

  @Test("a file that is not there is made, one that is there stays, and nothing stays beside it")
  func created() throws {
    let path = "\(folder)/a"
    #expect(try AtomicFile.create([1, 2], at: path, mode: 0o600))
    #expect(try !AtomicFile.create([3], at: path))
    #expect(try WholeFile.read(path, limit: 10) == [1, 2])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
    #expect(throws: FileFailure.self) { try AtomicFile.create([1], at: "\(folder)/b/c") }
  }

  @Test("of many who lock a file at once one goes on, and the next when it is done")
  func locked() async throws {
    let path = "\(folder)/lock"
    #expect(throws: FileFailure.system(file: path, operation: "open", code: ENOENT)) { _ = try FileLock(path) }
    try await withThrowingTaskGroup(of: Void.self) { [folder] group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<20 {
            let lock = try FileLock(path, mode: 0o600)
            try withExtendedLifetime(lock) {
              let isFirst = try AtomicFile.create([], at: "\(folder)/alone")
              #expect(isFirst)
              #expect(unlink("\(folder)/alone") == 0)
            }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test("a lock that somebody holds is not waited for where that is not wanted")
  func free() throws {
    let path = "\(folder)/lock"
    let held = try #require(try FileLock.ifFree(path, mode: 0o600))
    #expect(try FileLock.ifFree(path, mode: 0o600) == nil)
    withExtendedLifetime(held) {}
    #expect(throws: FileFailure.system(file: "\(path)/x", operation: "open", code: ENOTDIR)) {
      try FileLock.ifFree("\(path)/x", mode: 0o600)
    }
  }

  @Test("a file goes by way of a name that is given, over what a killed program left there")
  func byName() throws {
    let (path, beside) = ("\(folder)/a", "\(folder)/.a.partial")
    try AtomicFile.write([9, 9, 9], to: beside)
    try AtomicFile.write([1, 2], to: path, by: beside)
    #expect(try WholeFile.read(path, limit: 10) == [1, 2])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
    #expect(throws: FileFailure.notAFile(file: folder)) { try AtomicFile.write([1], to: folder, by: beside) }
  }

  @Test("a failed write leaves the old file and nothing beside it")
  func failedWrite() throws {
    let place = "\(folder)/taken"
    try FileManager.default.createDirectory(atPath: "\(place)/full", withIntermediateDirectories: true)
    #expect(throws: FileFailure.self) { try AtomicFile.write([1], to: place) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["taken"])
  }

  @Test("a device and a pipe take the bytes and stay what they are")
  func streams() throws {
    try AtomicFile.write([1, 2], to: "/dev/null")
    #expect(throws: FileFailure.system(file: "/dev/full", operation: "write", code: ENOSPC)) {
      try AtomicFile.write([1], to: "/dev/full")
    }
    let pipe = "\(folder)/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    defer { close(reader) }
    try AtomicFile.write([1, 2, 3], to: pipe)
    var read = [UInt8](repeating: 0, count: 8)
    #expect(Glibc.read(reader, &read, read.count) == 3)
    #expect(throws: FileFailure.notAFile(file: pipe)) {
      try AtomicFile.replace(pipe, failure: { $0 }) { (_) throws(FileFailure) in Issue.record("a pipe was replaced") }
    }
  }

  @Test("a link stays and its file is replaced, but for what the program keeps for itself")
  func links() throws {
    let (path, link) = ("\(folder)/file", "\(folder)/link")
    try AtomicFile.write([1], to: path)
    #expect(symlink(path, link) == 0)
    try AtomicFile.write([2], to: link)
    #expect(try WholeFile.read(path, limit: 1) == [2])
    try AtomicFile.write([3], to: link, followsLinks: false)
    #expect(try WholeFile.read(path, limit: 1) == [2])
    #expect(try WholeFile.read(link, limit: 1) == [3])
    #expect(symlink("/dev/null", "\(folder)/nowhere") == 0)
    try AtomicFile.write([4], to: "\(folder)/nowhere")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/nowhere") == "/dev/null")
  }

  @Test("a folder in a file's place is said to be no file")
  func folderInPlace() {
    #expect(throws: FileFailure.notAFile(file: folder)) { try AtomicFile.write([1], to: folder) }
  }

  @Test("a writer that fails leaves the old file, and its own failure is thrown")
  func failedWriter() throws {
    let path = "\(folder)/a"
    try AtomicFile.write([1], to: path)
    #expect(throws: Refused.self) {
      try AtomicFile.replace(path, failure: { _ in Refused() }) { (beside) throws(Refused) in
        _ = FileManager.default.createFile(atPath: beside, contents: nil)
        throw Refused()
      }
    }
    #expect(try WholeFile.read(path, limit: 1) == [1])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
  }

  @Test("no folder, a folder in a file's place, a file that is too large: each says so")
  func refused() throws {
    do {
      try AtomicFile.write([1], to: "\(folder)/no/x")
      Issue.record("written into a folder that is not there")
    } catch {
      guard case .system(_, "open", 2) = error else { throw error }
    }
    #expect(throws: FileFailure.notAFile(file: folder)) { try WholeFile.read(folder, limit: 10) }
    #expect(throws: FileFailure.system(file: "\(folder)/absent", operation: "open", code: 2)) {
      try WholeFile.read("\(folder)/absent", limit: 10)
    }
    try AtomicFile.write([1, 2, 3], to: "\(folder)/three")
    #expect(throws: FileFailure.tooLarge(file: "\(folder)/three", limit: 2, found: 3)) {
      try WholeFile.read("\(folder)/three", limit: 2)
    }
  }

  @Test("a file that is cut after it was opened is an error, not a crash")
  func cutWhileOpen() throws {
    let path = "\(folder)/cut"
    try AtomicFile.write([UInt8](repeating: 1, count: 100), to: path)
    let file = try OpenFile(path)
    truncate(path, 10)
    #expect(throws: FileFailure.truncated(file: path, offset: 4, expected: 20, found: 6)) { try file.read(4..<24) }
  }

  @Test("a mapped file holds the bytes of the file; an empty one none")
  func mapped() throws {
    try AtomicFile.write([7, 8], to: "\(folder)/two")
    try AtomicFile.write([], to: "\(folder)/none")
    let (two, none) = (try MappedFile("\(folder)/two"), try MappedFile("\(folder)/none"))
    #expect(Array(two.bytes) == [7, 8])
    #expect(none.bytes.isEmpty)
    withExtendedLifetime((two, none)) {}
  }

  private struct Refused: Error {}
}
