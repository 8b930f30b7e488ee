import Sentences
import Settings
import TerminalKit
import Testing
import UseCases
import Workstation

@Suite("What is said of the keys that a user wants")
struct KeySentenceTests {
  private static let wish = KeyWish(file: "c.toml", line: 4, place: "case", command: "ruler", keys: ["e"])

  @Test(
    "a mistake is named with its file, its line, the command, and what to do",
    arguments: [
      (
        .taken(wish, key: "e", command: "case.amend"),
        "settings c.toml, line 4, keys.case.ruler: e is the key of case.amend; give that another one, or take another "
          + "one here"
      ),
      (
        .unknownPlace(wish, nearest: "case", known: ["queue", "case"]),
        "settings c.toml, line 4: there is no \"keys.case\"; did you mean case?"
      ),
      (
        .unknownCommand(wish, nearest: nil, known: ["turn", "mirror"]),
        "settings c.toml, line 4: there is no \"keys.case.ruler\"; there is turn, mirror"
      ),
      (.needed(wish), "settings c.toml, line 4, keys.case.ruler: it must have a key"),
      (
        .typed(wish),
        "settings c.toml, line 4, keys.case.ruler: it holds where text is typed, too; it takes F keys, and Ctrl with "
          + "another letter than a, b, d, e, f, h, u or w"
      ),
    ] as [(KeyMistake, String)])
  func mistakes(mistake: KeyMistake, sentence: String) { #expect(words(for: mistake)?.sentence == sentence) }

  @Test("what is no key says how keys are written")
  func noKey() {
    let failure = UserSettingsFailure.noKey(file: "c.toml", key: "keys.case.ruler", line: 4, name: "Hyper-x")
    let start = "settings c.toml, line 4, keys.case.ruler: \"Hyper-x\" is not a key"
    #expect(words(for: failure)?.sentence.hasPrefix(start) == true)
  }

  @Test("doctor and the workstation tell the mistakes of the file, then those of its keys by their lines")
  func all() {
    let settings = UserSettings(
      "[keys.case]\nruler = \"e\"\nturm = \"Q\"\n[terminal]\ncolour = 16\n", file: "c.toml")
    let sentences = settings.mistakes.map { sentence(of: $0) }
    #expect(sentences.count == 3)
    #expect(sentences.first?.contains("line 5: there is no \"terminal.colour\"") == true)
    #expect(sentences[1].contains("line 2, keys.case.ruler") && sentences[2].contains("did you mean turn?"))
  }
}
