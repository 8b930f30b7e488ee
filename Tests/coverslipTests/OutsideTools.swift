import Foundation

/// Programs of others that some tests ask, found on the PATH of whoever runs the tests.
enum OutsideTools {
  /// Runs `arguments` through `env`; `nil` where it cannot be started.
  static func run(_ arguments: [String]) -> (status: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Whether `python3` has all of `modules`, separated by commas.
  static func pythonHas(_ modules: String) -> Bool { run(["python3", "-c", "import \(modules)"])?.status == 0 }

  static let hasTifffile = pythonHas("tifffile")
  static let hasWsidicomizer = pythonHas("wsidicomizer, wsidicom.codec, openslide")
  static let hasCompiler = run(["clang", "--version"])?.status == 0

  /// An OpenSlide 4: `COVERSLIP_OPENSLIDE_4`, else the one of PyPI's openslide-bin.
  static let openSlide4: String? = {
    if let named = ProcessInfo.processInfo.environment["COVERSLIP_OPENSLIDE_4"] { return named }
    let question = "import openslide_bin, os; print(os.path.dirname(openslide_bin.__file__))"
    guard let folder = run(["python3", "-c", question]), folder.status == 0 else { return nil }
    let path = folder.output + "/libopenslide.so.1"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// A slide that is in the repository.
  static func sample(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("sample-slides/\(name)").path
  }
}
