import Foundation
import Testing

/// Orders out of a folder, into a casebook.
@Suite("The command orders")
struct OrdersCommandTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try FileManager.default.createDirectory(atPath: scratch["in"], withIntermediateDirectories: false)
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments: ["orders"] + arguments + ["--casebook", scratch["casebook.sqlite"]])
  }

  /// A message that was written a minute ago.
  private func put(_ name: String, _ id: String, _ lines: String...) throws {
    let header = "MSH|^~\\&|OE|WARD|COVERSLIP|LAB|20261102090000||OML^O21^OML_O21|\(id)|P|2.5.1"
    let text = ([header, "PID|1||4711^^^HOSP^MR||Rey^Ann"] + lines).map { $0 + "\r" }.joined()
    let path = scratch["in/\(name)"]
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: path)
  }

  private let order = ["ORC|NW|A-1|S26-1", "OBR|1|||risk^Relapse risk^L", "OBX|1|RP|slide-file||SYN-001.svs"]

  @Test("registers the case of an order whose slide is there, once, and answers")
  func registers() throws {
    try put("one.hl7", "M-1", order[0], order[1], order[2])
    let slides = URL(fileURLWithPath: OutsideTools.sample("SYN-001.svs")).deletingLastPathComponent().path
    let awaited = try run(scratch["in"])
    #expect(awaited.status == 0, "\(awaited.error)")
    #expect(awaited.output == "one.hl7: order A-1 is taken as case S26-1\n")
    #expect(try run("--list").output.contains("S26-1  risk     SYN-001.svs"))
    let taken = try run(scratch["in"], "--slides", slides)
    #expect(taken.status == 0, "\(taken.error)")
    #expect(taken.output.contains("registered case S26-1 with 1 slide, for order A-1\n"))
    let answers = try FileManager.default.contentsOfDirectory(atPath: scratch["in/answers"])
    let answer = try String(contentsOfFile: scratch["in/answers/"] + (answers.first ?? ""), encoding: .utf8)
    #expect(answers.count == 1 && answer.contains("\rMSA|AA|M-1\rPID|||4711^^^HOSP||Rey^Ann\rORC|OK|A-1|S26-1\r"))
    let shown = try Program.run("show", "S26-1", "--json", "--casebook", scratch["casebook.sqlite"])
    #expect(shown.output.contains("4711"), "the casebook knows whose it is")
    #expect(try run("--list").output == "no order is awaited\n")
    #expect(try run(scratch["in"], "--slides", slides).output.isEmpty)
  }

  @Test("refuses in one sentence, and leaves the others taken")
  func refuses() throws {
    try put("a.hl7", "M-1", order[0], order[1])
    try put("b.hl7", "M-2", "ORC|CA|A-9")
    let missing = try run(scratch["in"], "--answers", scratch["out"])
    #expect(missing.status == 66 && missing.error.contains("no such folder for answers"))
    try FileManager.default.createDirectory(atPath: scratch["out"], withIntermediateDirectories: false)
    let said = try run(scratch["in"], "--answers", scratch["out"])
    #expect(said.status == 65 && said.output == "a.hl7: order A-1 is taken as case S26-1\n")
    #expect(said.error == "coverslip: b.hl7 is refused: ORC-2 of segment 3: there is no order of this number\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch["out"]).count == 2)
  }

  @Test("wants a folder that is there, or --list alone")
  func usage() throws {
    #expect(try run().status == 64)
    #expect(try run(scratch["in"], "--list").status == 64)
    let missing = try run(scratch["none"])
    #expect(missing.status == 66 && missing.error.contains("there is no such folder of orders"))
    #expect(!FileManager.default.fileExists(atPath: scratch["casebook.sqlite"]), "no casebook is made")
  }
}
