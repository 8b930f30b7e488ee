import Sentences
import Testing
import Workstation

@Suite("Commands that a sentence offers")
struct CasebookNamingTests {
  private static let arguments = ["coverslip", "show", "7", "--casebook", "/lab/b.sqlite"]

  @Test(
    "name the casebook that is in use, so that they can be typed as they stand",
    arguments: [
      ("coverslip score 7 makes them", "coverslip score --casebook /lab/b.sqlite 7 makes them"),
      (
        "no reviewer; coverslip reviewer list names",
        "no reviewer; coverslip reviewer list --casebook /lab/b.sqlite names"
      ),
      ("see `coverslip show`", "see `coverslip show --casebook /lab/b.sqlite`"),
      (
        "coverslip queue lists, coverslip ledger verify says",
        "coverslip queue --casebook /lab/b.sqlite lists, coverslip ledger verify --casebook /lab/b.sqlite says"
      ),
    ])
  func named(words: String, whole: String) { #expect(words.naming(casebookOf: Self.arguments) == whole) }

  @Test(
    "that take no casebook, or name one, stay as they are",
    arguments: [
      "see coverslip doctor", "coverslip model show tells", "coverslip scores", "coverslip", "no command",
      "coverslip casebook restore B --casebook X",
    ])
  func others(words: String) { #expect(words.naming(casebookOf: Self.arguments) == words) }

  @Test("stay as they are where the usual casebook is meant")
  func usual() {
    #expect(
      "coverslip score 7 makes them".naming(casebookOf: ["coverslip", "show", "7"]) == "coverslip score 7 makes them")
  }

  @Test("name it as a shell reads it, and whichever way it was given")
  func quoted() {
    let arguments = ["coverslip", "--casebook=/lab/Ann's cases.sqlite"]
    #expect(
      "coverslip score".naming(casebookOf: arguments) == #"coverslip score --casebook '/lab/Ann'\''s cases.sqlite'"#)
    let problem = Problem(title: "No", detail: "coverslip score 7 makes one", remedy: "coverslip review again")
    let told = problem.naming(casebookOf: Self.arguments)
    #expect(told.detail.contains("--casebook") && told.remedy.contains("--casebook"))
  }
}
