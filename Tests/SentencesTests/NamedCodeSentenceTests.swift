import Casework
import Labels
import Testing

@testable import Sentences
@testable import UseCases

@Suite("Codes that are typed, in words")
struct NamedCodeSentenceTests {
  @Test("a name that no code has is told with what may have been meant, and with all there are")
  func unknown() {
    #expect(
      UnknownCode(text: "doubel", nearest: ["double"], offered: "open, double").words
        == CommandFailure(.usage, "there is no \"doubel\"; did you mean double? choose one of open, double"))
    #expect(
      UnknownCode(text: "?", nearest: [], offered: "open, double").words.sentence
        == "there is no \"?\"; choose one of open, double")
  }

  @Test("a reason is found by its code and by its label, and one that is nearly right gets its suggestion")
  func reasons() throws {
    let input = SigningInput(.override)
    for name in ["histology-disagrees", "histology disagrees", "Histology Disagrees"] {
      #expect(try input.reason(name, of: .builtIn)?.code == "histology-disagrees")
    }
    #expect(try input.reason(nil, of: .builtIn) == nil)
    do {
      _ = try input.reason("histology-disagres", of: .builtIn)
      Issue.record("it is none")
    } catch {
      #expect(error.words.exit == .usage)
      #expect(error.words.sentence.contains("did you mean histology-disagrees? the codes are wrong-region, "))
    }
  }
}
