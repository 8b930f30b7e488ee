import Foundation
import Testing

/// The report of a case as a user gets it, with the proof beside it.
@Suite("The command report")
struct ReportCommandTests {
  private static let ann = TestReviewer.ann

  private let scratch: Scratch
  private let casebook: String

  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try FileManager.default.createDirectory(atPath: scratch["out"], withIntermediateDirectories: true)
  }

  private func report(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments: ["report"] + arguments + ["--casebook", casebook])
  }

  private func signed() throws {
    try CasebookTemplate.signable.copy(to: casebook)
    let call = try Program.run("show", "S-1", "--json", "--casebook", casebook).json["modelCall"] as? String
    let sign = ["sign", "S-1", "--reviewer", Self.ann.name, "--decision", "confirm", "--call", call ?? ""]
    let signed = try Self.ann.run(sign, casebook: casebook, scratch)
    #expect(signed.status == 0, "\(signed.error)")
  }

  private var written: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: scratch["out"]).sorted() }
  }

  @Test("writes a PDF of a signed case with its proof, which the ledger accepts")
  func pdf() throws {
    try signed()
    let told = try report("S-1", "--format", "pdf", "--out", scratch["out"])
    #expect(told.status == 0, "\(told.error)")
    #expect(told.output.contains("S-1.pdf: PDF report of case S-1"), "\(told.output)")
    #expect(try written == ["S-1.pdf", "S-1.pdf.tlog-proof"])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch["out/S-1.pdf"]))
    #expect(bytes.starts(with: Data("%PDF-".utf8)))
    let held = try Program.run(
      "ledger", "verify", "--against", scratch["out/S-1.pdf.tlog-proof"], "--casebook", casebook)
    #expect(held.status == 0 && held.output.contains("entries are those of the head"), "\(held.error)")
    // Once more: the same files take the place of the first ones.
    #expect(try report("S-1", "--out", scratch["out/"]).status == 0)
    #expect(try written == ["S-1.pdf", "S-1.pdf.tlog-proof"])
  }

  @Test(
    "has the case and its seal as text that can be copied",
    .enabled(if: OutsideTools.run(["pdftotext", "-v"])?.status == 0, "pdftotext is not on this machine"))
  func text() throws {
    try signed()
    #expect(try report("S-1", "--out", scratch["out"]).status == 0)
    let text = try #require(OutsideTools.run(["pdftotext", scratch["out/S-1.pdf"], "-"]))
    for expected in ["Report of case S-1", "Signed by Ann Rey", "Research use only", "S-1.pdf.tlog-proof", "Seal"] {
      #expect(text.output.contains(expected), "\(expected)")
    }
  }

  @Test(
    "has a QR code that is read back, and holds by the proof beside it alone",
    .enabled(
      if: ["pdftoppm", "zbarimg", "python3"].allSatisfy { OutsideTools.run(["which", $0])?.status == 0 },
      "pdftoppm, zbarimg or python3 is not on this machine"))
  func seal() throws {
    try signed()
    #expect(try report("S-1", "--out", scratch["out"]).status == 0)
    let pages = OutsideTools.run(["pdftoppm", "-r", "300", "-gray", "-png", scratch["out/S-1.pdf"], scratch["page"]])
    #expect(pages?.status == 0)
    let images = try FileManager.default.contentsOfDirectory(atPath: scratch.path).filter { $0.hasPrefix("page") }
    let read = images.compactMap { OutsideTools.run(["zbarimg", "--raw", "-q", scratch[$0]]) }
      .filter { $0.status == 0 }
    let code = try #require(read.first?.output)
    let lines = code.split(separator: "\n").map { $0.prefix { $0 != " " } }
    #expect(lines == ["log", "index", "leaf", "size", "root", "key"])
    try (code + "\n").write(toFile: scratch["seal"], atomically: true, encoding: .utf8)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Documentation/check_seal.py").path
    let checked = OutsideTools.run(["python3", script, scratch["seal"], scratch["out/S-1.pdf.tlog-proof"]])
    #expect(checked?.status == 0, "\(checked?.output ?? "")")
    try code.replacingOccurrences(of: "leaf ", with: "leaf AAAA")
      .write(toFile: scratch["seal"], atomically: true, encoding: .utf8)
    #expect(OutsideTools.run(["python3", script, scratch["seal"], scratch["out/S-1.pdf.tlog-proof"]])?.status == 1)
  }

  @Test("as HTML goes to stdout, and tells no patient unless a reviewer lets that leave")
  func identities() throws {
    let table = scratch["cases.csv"]
    let slide = OutsideTools.sample("SYN-001.svs")
    try "case,slide,patient\nS-7,\(slide),Herr Meyer\n".write(toFile: table, atomically: true, encoding: .utf8)
    #expect(try Program.run("add", "--manifest", table, "--casebook", casebook).status == 0)
    try Self.ann.admit(to: casebook)
    let page = try report("S-7", "--format", "html")
    #expect(page.status == 0, "\(page.error)")
    #expect(page.output.contains("Report of case S-7") && !page.output.contains("Herr Meyer"))
    #expect(page.output.contains("no model has scored the case"))

    let unnamed = try report("S-7", "--format", "html", "--identities")
    #expect(unnamed.status == 64 && unnamed.error.contains("--reviewer"), "\(unnamed.error)")
    let told = try Self.ann.run(
      ["report", "S-7", "--format", "html", "--identities", "--reviewer", Self.ann.name], casebook: casebook, scratch)
    #expect(told.status == 0 && told.output.contains("Herr Meyer"), "\(told.error)")
    let wrong = try Self.ann.run(
      ["report", "S-7", "--format", "html", "--identities", "--reviewer", Self.ann.name],
      lines: ["no such words at all"], casebook: casebook, scratch)
    #expect(wrong.status != 0 && !wrong.output.contains("Herr Meyer"))
  }

  @Test("leaves nothing half written where a signal ends it")
  func ended() throws {
    try CasebookTemplate.scored.copy(to: casebook)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // A pipe that nobody reads from, in place of the file that is not whole yet, holds the program while it writes.
    process.arguments = [
      "-c", #"mkfifo "$1/S-1.pdf.$$.partial" && exec "$0" report S-1 --out "$1" --casebook "$2""#,
      Program.path, scratch["out"], casebook,
    ]
    process.environment = Program.environment
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let end = Date().addingTimeInterval(60)
    while !Self.answersEnd(process.processIdentifier), process.isRunning, Date() < end { usleep(1000) }
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGTERM)
    #expect(try written.isEmpty)
  }

  /// Whether a process is the program, and has a handler for SIGTERM: the bits of `SigCgt` count from signal 1.
  private static func answersEnd(_ process: Int32) -> Bool {
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    guard status.hasPrefix("Name:\tcoverslip\n") else { return false }
    let line = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") } ?? ""
    let bits = UInt64(line.dropFirst(7).filter(\.isHexDigit), radix: 16) ?? 0
    return bits >> UInt64(SIGTERM - 1) & 1 == 1
  }

  @Test("says in one sentence what is wrong, and leaves nothing behind")
  func badInput() throws {
    try CasebookTemplate.scored.copy(to: casebook)
    let attempts: [(arguments: [String], status: Int32)] = [
      (["S-9", "--out", scratch["out"]], 66), (["S-1", "--out", scratch["absent/S-1.pdf"]], 73),
      (["S-1", "--format", "docx", "--out", scratch["out"]], 64), (["S-1", "--out", casebook], 73),
      (["S-1", "--reviewer", "Ann Rey", "--out", scratch["out"]], 64),
      (["S-1", "--out", ""], 64), (["S-1", "--out", casebook + ".laboratory.toml"], 73),
      (["S-1", "--model", scratch["absent"], "--out", scratch["out"]], 66),
    ]
    for attempt in attempts {
      let result = try Program.run(arguments: ["report"] + attempt.arguments + ["--casebook", casebook])
      #expect(result.status == attempt.status, "\(attempt.arguments): \(result.status) \(result.error)")
      #expect(result.error.split(separator: "\n").count == 1, "\(attempt.arguments): \(result.error)")
    }
    #expect(try written.isEmpty)
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    #expect(!left.contains { $0.hasSuffix(".tlog-proof") || $0.hasSuffix(".pdf") }, "\(left)")
    #expect(try Program.run("ledger", "verify", "--casebook", casebook).status == 0)
  }
}
