import Foundation

/// The built program, run as a user runs it.
enum Program {
  /// The executable beside the test bundle.
  static var path: String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    let candidates = [own] + CommandLine.arguments.filter { $0.contains("/") }
    return candidates.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path + "/coverslip" }
      .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "coverslip"
  }

  /// What every run is given. OpenBLAS need not start threads that the program does not use: that takes longer than
  /// most commands.
  static let environment = [
    "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TERM": "dumb", "OPENBLAS_NUM_THREADS": "1",
  ]

  struct Result {
    let status: Int32
    let output: String
    let error: String
    let bytes: Data
    /// stdout as a JSON object.
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: bytes)) as? [String: Any] ?? [:] }
  }

  /// Runs it to its end.
  static func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Result {
    try run(arguments: arguments, environment: environment)
  }

  /// The same, of a list, and where another program is asked for, of that.
  static func run(
    arguments: [String], environment: [String: String] = [:], of program: String = path
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = Self.environment.merging(environment) { $1 }
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let reader = Reader(error.fileHandleForReading)
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: bytes, as: UTF8.self),
      error: String(decoding: reader.finish(), as: UTF8.self), bytes: bytes)
  }

  /// Empties a pipe on its own thread, so that a talkative program never blocks on it.
  private final class Reader: @unchecked Sendable {
    private var data = Data()
    private let group = DispatchGroup()

    init(_ handle: FileHandle) {
      DispatchQueue.global().async(group: group) { self.data = handle.readDataToEndOfFile() }
    }

    func finish() -> Data {
      group.wait()
      return data
    }
  }
}

/// A folder that goes with the test.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "coverslip-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  subscript(_ name: String) -> String { path + "/" + name }

  /// Writes the files of a folder anew: a copy would keep owners and modes, which not everybody may give, and under
  /// which not everybody may write.
  static func copy(folder: String, to path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)).write(to: URL(fileURLWithPath: path + "/" + name))
    }
  }
}

/// The folder of real slides and other people's outputs, where this machine has it.
enum Reference {
  static let folder: String? = {
    if let given = ProcessInfo.processInfo.environment["COVERSLIP_REFERENCE"] { return given }
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let beside = checkout.deletingLastPathComponent().appendingPathComponent("shared/reference").path
    return FileManager.default.fileExists(atPath: beside) ? beside : nil
  }()

  /// `slides/...` or `hostile/...` in it.
  static func path(_ name: String) -> String { (folder ?? "") + "/" + name }
}
