import Foundation
import Testing

@testable import Settings

/// What may stand beside a casebook in place of a file of settings.
@Suite("A file of settings that is not a text")
struct UnreadableSettingsTests {
  private let casebook: String
  private let file: String

  init() throws {
    let folder = NSTemporaryDirectory() + "coverslip-settings-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    casebook = folder + "/casebook.sqlite"
    file = LaboratorySettings.file(beside: casebook)
  }

  private func expect(_ why: UnreadableText) {
    #expect(throws: LaboratorySettingsFailure.unreadable(file: file, why: why)) {
      try LaboratorySettings.load(beside: casebook)
    }
  }

  @Test("is told from one that may not be read: other bytes than UTF-8")
  func notUTF8() throws {
    try Data([0x5B, 0xFF, 0xFE, 0x0A]).write(to: URL(fileURLWithPath: file))
    expect(.notUTF8)
  }

  @Test("a folder")
  func folder() throws {
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    expect(.notAFile)
  }

  @Test("a pipe, for which nobody waits")
  func pipe() throws {
    try #require(mkfifo(file, 0o600) == 0)
    expect(.notAFile)
  }

  @Test("something far too long")
  func long() throws {
    try Data(repeating: 0x23, count: 1 << 21).write(to: URL(fileURLWithPath: file))
    expect(.tooLong)
  }
}
