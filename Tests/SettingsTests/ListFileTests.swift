import Casework
import Foundation
import Settings
import Testing

@Suite("The columns and lists of a user")
struct ListFileTests {
  private let folder = FileManager.default.temporaryDirectory.path + "/lists-\(UUID().uuidString)"

  private var places: Places { Places(environment: ["XDG_CONFIG_HOME": folder], executable: "/nowhere") }
  private var path: String { folder + "/coverslip/config.toml" }

  private func settings() throws -> ListSettings {
    let filter = try CaseFilter("disagrees:any by:\"ann rey\" -flag:pen")
    return ListSettings(
      columns: [.name, .disagreement],
      saved: [
        SavedList(name: "again", stage: .toDo, filter: filter, order: .disagreement, isReversed: true),
        SavedList(name: "all \"of\" them"),
      ])
  }

  @Test("are nothing where there is no file, and are read as they were written")
  func kept() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = ListFile(places)
    #expect(try file.load() == ListSettings())
    try file.save(try settings())
    #expect(try file.load() == settings())
    try file.save(ListSettings())
    #expect(try file.load() == ListSettings())
  }

  @Test("leave what else stands in the file as it is")
  func others() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder + "/coverslip", withIntermediateDirectories: true)
    let text = "# mine\n[keys]\nx = [1]\n[queue]\ncolumns = [\"age\"]\n[views]\na = { sort = \"age\" }\n[z]\ny = 1\n"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let file = ListFile(places)
    #expect(try file.load() == ListSettings(columns: [.age], saved: [SavedList(name: "a", order: .age)]))
    try file.save(ListSettings(columns: [.name]))
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(written == "# mine\n[keys]\nx = [1]\n[z]\ny = 1\n\n[queue]\ncolumns = [\"case\"]\n")
  }

  @Test("tell a mistake with its line, and are not written over a file that cannot be read")
  func mistakes() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let unknown = "[queue]\ncolumns = [\"colour\"]\n"
    #expect(throws: ListFileFailure.badValue(file: "c", key: "queue.columns", line: 2)) {
      try ListFile.parse(unknown, file: "c")
    }
    let mistake = CaseFilterMistake(word: "agee", place: 0, .unknownKey(nearest: ["age"]))
    #expect(throws: ListFileFailure.badFilter(file: "c", line: 3, mistake)) {
      try ListFile.parse("\n[views]\nold = { filter = \"agee>5\" }\n", file: "c")
    }
    #expect(throws: ListFileFailure.badValue(file: "c", key: "views.old", line: 2)) {
      try ListFile.parse("[views]\nold = { sort = \"size\" }\n", file: "c")
    }
    try FileManager.default.createDirectory(atPath: folder + "/coverslip", withIntermediateDirectories: true)
    try "[queue\n".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: ListFileFailure.self) { try ListFile(places).save(ListSettings()) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "[queue\n")
  }
}
