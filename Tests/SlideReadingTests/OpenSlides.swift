import Foundation
import Testing

@testable import SlideReading

/// The OpenSlide libraries of this machine: those that the loader finds, the one of `COVERSLIP_OPENSLIDE`, and an
/// OpenSlide 4, where one is named or Python has it.
enum OpenSlides {
  static let all: [OpenSlideLibrary] = {
    let environment = ProcessInfo.processInfo.environment
    let candidates =
      OpenSlideLibrary.names
      + [environment[OpenSlideLibrary.variable], environment["COVERSLIP_OPENSLIDE_4"] ?? pythons].compactMap { $0 }
    let found = candidates.compactMap { try? OpenSlideLibrary(loading: $0) }
    return Dictionary(found.map { ($0.path, $0) }) { first, _ in first }.values.sorted { $0.path < $1.path }
  }()

  static let version3 = all.first { $0.version.hasPrefix("3.") }
  static let version4 = all.first { $0.version.hasPrefix("4.") }

  /// The library inside PyPI's `openslide-bin`, where `python3` of the PATH has it.
  private static let pythons: String? = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let question = "import openslide_bin, os; print(os.path.dirname(openslide_bin.__file__))"
    process.arguments = ["python3", "-c", question]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let answer = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let folder = answer.trimmingCharacters(in: .whitespacesAndNewlines)
    return folder.isEmpty ? nil : "\(folder)/libopenslide.so.1"
  }()
}

extension OpenSlideLibrary: CustomTestStringConvertible {
  /// Its version.
  public var testDescription: String { "OpenSlide \(version)" }
}
