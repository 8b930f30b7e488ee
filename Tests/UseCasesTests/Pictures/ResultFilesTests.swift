import Foundation
import Testing

@testable import UseCases

@Suite("The result files of a casebook that was moved")
struct ResultFilesTests {
  @Test("are found beside it where they are not where the findings say")
  func moved() throws {
    let folder = NSTemporaryDirectory() + "coverslip-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder + "/findings", withIntermediateDirectories: true)
    let beside = folder + "/findings/1.safetensors"
    try Data([1]).write(to: URL(fileURLWithPath: beside))
    let results = ResultFiles(of: folder + "/casebook.sqlite")
    #expect(results.place(of: "/gone/findings/1.safetensors") == beside)
    #expect(results.place(of: "/gone/findings/2.safetensors") == "/gone/findings/2.safetensors")
    let own = folder + "/1.safetensors"
    try Data([2]).write(to: URL(fileURLWithPath: own))
    #expect(results.place(of: own) == own, "where the finding says comes first")
  }
}
