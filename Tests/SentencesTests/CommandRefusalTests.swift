import Testing

@testable import Sentences

@Suite("A command line")
struct CommandRefusalTests {
  private static let commands = [
    "review": [], "queue": [], "score": [], "show": [], "render": [], "ledger": ["head", "verify"],
    "model": ["make", "show", "verify"],
  ]

  private func refusal(_ arguments: [String], notUTF8: String? = nil) -> CommandFailure? {
    do throws(CommandRefusal) {
      try CommandRefusal.check(["coverslip"] + arguments, notUTF8: notUTF8, among: Self.commands)
      return nil
    } catch { return error.words }
  }

  @Test(
    "whose first word is not a command is refused, with the one that may have been meant",
    arguments: [
      ("qeue", "\"qeue\" is not a command; did you mean queue?"),
      ("Score", "\"Score\" is not a command; did you mean score?"),
      ("frobnicate", "\"frobnicate\" is not a command; coverslip --help names them all"),
      ("b\u{1B}]0;x\u{7}", "\"b]0;x\" is not a command; coverslip --help names them all"),
    ])
  func unknown(word: String, sentence: String) {
    #expect(refusal([word, "--json"]) == CommandFailure(.usage, sentence))
  }

  @Test(
    "whose second word is not a command of the first, or asks for the help of none, is refused alike",
    arguments: [
      (["ledger", "hed"], "\"ledger hed\" is not a command; did you mean ledger head?"),
      (["ledger", "frobnicate"], "\"ledger frobnicate\" is not a command; coverslip ledger --help names them all"),
      (["help", "qeue"], "\"qeue\" is not a command; did you mean queue?"),
      (["model", "crad"], "\"model crad\" is not a command; coverslip model --help names them all"),
      (["help", "ledger", "hed"], "\"ledger hed\" is not a command; did you mean ledger head?"),
    ])
  func nested(arguments: [String], sentence: String) {
    #expect(refusal(arguments) == CommandFailure(.usage, sentence))
  }

  @Test("is not said again at any length")
  func long() throws {
    let refused = try #require(refusal([String(repeating: "x", count: 100_000)]))
    #expect(refused.sentence.count < 150 && refused.sentence.contains("xxx...\" is not a command"))
  }

  @Test(
    "that names a command, asks for help, or has options alone is not",
    arguments: [
      [], ["queue", "qeue"], ["--casebook", "X"], ["-h"], ["help", "queue"], ["--version"], ["help", "ledger", "head"],
      ["ledger"], ["ledger", "--help"], ["ledger", "head", "x"],
    ])
  func known(arguments: [String]) {
    #expect(refusal(arguments) == nil)
  }

  @Test("with an argument that is not UTF-8 is refused before anything else")
  func notUTF8() {
    let words = "S\u{FFFD}: this is not UTF-8, and would be read as something else; rename it"
    #expect(refusal(["qeue"], notUTF8: "S\u{FFFD}") == CommandFailure(.usage, words))
  }
}
