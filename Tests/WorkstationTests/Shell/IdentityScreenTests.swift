import Casework
import Microscopy
import TerminalKit
import Testing

@testable import Workstation

/// Every screen of the workstation, walked key by key, by somebody who may not know who the patient is.
@Suite("Who the patient is, on every screen")
struct IdentityScreenTests {
  private static let reader = "Dr Ada Example"

  /// Patient, specimen, what the label must say, and what it says.
  private static let secrets = ["QX77", "BX24", "KX42", "ZX13"]

  private static func roster(_ role: ReviewerRole, named name: String = reader) -> Roster {
    Roster([
      Reviewer(
        name: name, role: role, publicKey: [], fingerprint: "k1", standing: .active, admittedBy: "k1", admittedAt: "",
        sealedDigest: "", admitted: 2, sequence: 2)
    ])
  }

  private static let check = LabelCheck(
    expected: LabelExpectation(manifest: "KX42"), found: LabelText("ZX13", property: "aperio.Barcode"))

  /// A case that names its patient everywhere where a case can.
  private static func file() -> CaseFile {
    var finding = Sketch.finding(.high, 0.184, 0.112, 0.289)
    finding.labels = [check]
    var file = Sketch.file("S-30", received: "2025-05-20", .inReview, finding)
    file.record.patient = "QX77"
    file.record.extra = ["Specimen-ID": "BX24"]
    file.record.slides[0].expectedLabel = "KX42"
    file.record.clinical.age = 57
    return file
  }

  /// One that is open, one that is signed, and one whose reader has given no first call yet.
  private static func files() throws -> [CaseFile] {
    var signed = file()
    var signOff = try Sketch.signed(Sketch.confirmation, finding: try #require(signed.finding))
    signOff.labels = [SlideLabel(check)]
    signed.take(signOff)
    var blinded = file()
    blinded.ownProtocol = .blindedFirst
    return [file(), signed, blinded]
  }

  private static func walk(among roster: Roster, sizes: [(Int, Int)] = [(160, 60)]) throws -> [String] {
    try files().flatMap { file in
      sizes.flatMap { columns, rows in
        BlindedScreensTests.walk(file.disclosed(to: .reviewer(reader), among: roster), columns: columns, rows: rows)
      }
    }
  }

  private static func found(_ screens: [String]) -> [String] {
    secrets.filter { secret in screens.contains { $0.contains(secret) } }
  }

  @Test("is told to no engineer, and to nobody who is not admitted")
  func withheld() throws {
    let engineer = try Self.walk(among: Self.roster(.engineer), sizes: [(80, 24), (160, 60)])
    #expect(Self.found(engineer) == [])
    for title in ["Sign off S-30", "First call S-30", "Resolve the label of S-30"] {
      #expect(!engineer.contains { $0.contains(title) }, "\(title): they take no case up")
    }
    #expect(engineer.contains { $0.contains("withheld: your role does not see identities") })
    #expect(engineer.contains { $0.contains("S-30") }, "the case's own name stays")
    let stranger = try Self.walk(among: Self.roster(.pathologist, named: "Bo Lind"))
    #expect(Self.found(stranger) == [])
    #expect(stranger.contains { $0.contains("withheld: nobody of your name is admitted") })
  }

  @Test(
    "is told by neither the question to a colleague nor the amendment, which an engineer cannot open",
    arguments: [("o", 0, "Ask for a second opinion on S-30"), ("e", 1, "Amend S-30")] as [(Key, Int, String)])
  func dialogs(key: Key, index: Int, title: String) throws {
    let file = try Self.files()[index].disclosed(to: .reviewer(Self.reader), among: Self.roster(.engineer))
    var bench = Bench(columns: 80, rows: 24, cases: [file])
    bench.press(.enter)
    bench.drawPictures()
    bench.press(key)
    #expect(!bench.text.contains(title))
    #expect(Self.found([bench.text]) == [])
  }

  @Test("would not be told by the dialogs that they cannot open")
  func unopened() throws {
    for (index, title) in [(0, "Sign off S-30"), (2, "First call S-30")] {
      let file = try Self.files()[index].disclosed(to: .reviewer(Self.reader), among: Self.roster(.engineer))
      var bench = Bench(columns: 80, rows: 24, cases: [file])
      bench.press(.enter)
      let signOff = file.finding.map { Popup.signOff(SignOffState(file: file, finding: $0)) }
      bench.state.popup = signOff ?? .firstRead(FirstReadState(file: file))
      #expect(bench.text.contains(title) && bench.words.contains("withheld: your role does not see identities"))
      #expect(Self.found([bench.text]) == [])
    }
  }

  @Test(
    "would be found by that walk: a pathologist is told, and so is everybody where nobody was ever admitted",
    arguments: [roster(.pathologist), Roster()])
  func told(roster: Roster) throws {
    let screens = try Self.walk(among: roster)
    #expect(Self.found(screens) == Self.secrets)
    #expect(!screens.contains { $0.contains("withheld: ") })
  }

  @Test("is withheld of a mismatch with its standing told, and without a key that would lead nowhere")
  func mismatch() {
    let file = Self.file().disclosed(to: .reviewer(Self.reader), among: Self.roster(.engineer))
    let words = CasePanel(theme: .dark, file: file, slide: nil, model: nil, reader: Self.reader, scoring: "").parts(
      columns: 36
    )
    .flatMap(\.lines).map(\.text).joined(separator: " ").split(separator: " ").joined(separator: " ")
    #expect(words.contains("patient withheld: your role does not see identities, 57 y"))
    #expect(words.contains("label differs ! withheld: your role does not see identities"))
    #expect(!words.contains("v resolves it") && !words.contains("specimen"))
  }
}
