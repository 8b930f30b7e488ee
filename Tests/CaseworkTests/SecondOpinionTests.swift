import Prognosis
import Testing

@testable import Casework

@Suite("A second opinion")
struct SecondOpinionTests {
  private static let text = "S26-1@120,80,20x"

  private static func place() throws -> SlidePlace { try #require(SlidePlace(parsing: text)) }

  private static func request(
    _ number: Int = 1, by asker: String = "Ann Rey", of colleague: String? = "Bo"
  ) throws -> OpinionAct {
    .asked(
      OpinionRequest(
        number: number, place: try place(), question: "Mitosis?", asker: asker, colleague: colleague,
        askedAt: "2026-11-02T10:00:00Z"))
  }

  private static func answer(
    _ number: Int = 1, by reviewer: String = "Bo", to digest: String = "q", isBlinded: Bool = false
  ) -> OpinionAct {
    .given(
      OpinionAnswer(
        number: number, text: "Apoptosis.", call: .low, isBlinded: isBlinded, reviewer: reviewer,
        answeredAt: "2026-11-02T11:00:00Z", to: digest, nonce: "n"))
  }

  private static func withdrawal(by reviewer: String = "Ann Rey") -> OpinionAct {
    .withdrawn(OpinionWithdrawal(number: 1, reviewer: reviewer, withdrawnAt: "2026-11-02T12:00:00Z", to: "q"))
  }

  private static func reading(by reviewer: String = "Ann Rey") -> OpinionAct {
    .read(OpinionReading(number: 1, reviewer: reviewer, readAt: "2026-11-02T12:00:00Z"))
  }

  /// A scored case; `digest` is that of each entry.
  private func apply(_ events: [LedgerEvent], to file: CaseFile? = nil, digest: String = "q") throws -> CaseFile {
    var file = file
    for event in events { file = try CaseFile.applying(event, to: file, caseID: "S26-1", digest: digest) }
    return try #require(file)
  }

  private func scored() throws -> CaseFile { try apply([.registered(Example.record()), .scored(Example.finding())]) }

  private func asked(of colleague: String? = "Bo") throws -> CaseFile {
    try apply([.opinion(Self.request(of: colleague))], to: scored())
  }

  /// The case after `acts`, or the problem with them.
  private func problem(_ acts: OpinionAct..., in file: CaseFile) -> TransitionProblem? {
    do throws(TransitionProblem) {
      var file = file
      for act in acts { try file.take(act, digest: "q") }
      return nil
    } catch { return error }
  }

  // MARK: The ledger

  @Test("is asked, answered and read, and changes neither the status of the case nor its call")
  func way() throws {
    let asked = try asked()
    #expect(asked.status == .scored && asked.opinions.map { asked.standing(of: $0) } == [.open])
    let answered = try apply([.opinion(Self.answer())], to: asked, digest: "a")
    #expect(answered.opinions.map { answered.standing(of: $0) } == [.answered])
    #expect(answered.opinions.first?.request.entryDigest == "q" && answered.opinions.first?.answer?.entryDigest == "a")
    let read = try apply([.opinion(Self.reading())], to: answered)
    #expect(read.opinions.map { read.standing(of: $0) } == [.read])
    #expect(read.status == .scored && read.reviewer == nil && read.standing == nil)
  }

  @Test("each act is read back from its entry")
  func entries() throws {
    let acts = [
      try Self.request(), try Self.request(of: nil), Self.answer(), Self.answer(isBlinded: true), Self.withdrawal(),
      Self.reading(),
    ]
    for act in acts {
      let event = LedgerEvent.opinion(act)
      #expect(try LedgerEvent(kind: event.kind, payload: event.payload) == event)
    }
    let payload = String(decoding: LedgerEvent.opinion(try Self.request()).payload, as: UTF8.self)
    #expect(payload.contains(#""place":"place:S26-1@120,80,20x""#))
    let broken = Array(payload.replacing("20x", with: "20y").utf8)
    #expect(throws: (any Error).self) { try LedgerEvent(kind: .opinionAsked, payload: broken) }
  }

  @Test("is answered by whoever was asked, once, and never by the asker")
  func answering() throws {
    let file = try asked()
    #expect(problem(Self.answer(by: "Cy"), in: file) == .opinion(.askedOf(colleague: "Bo")))
    #expect(problem(Self.answer(by: "Ann Rey"), in: file) == .opinion(.ownQuestion))
    #expect(problem(Self.answer(to: "other"), in: file) == .opinion(.noSuchQuestion(1)))
    #expect(problem(Self.answer(2), in: file) == .opinion(.noSuchQuestion(2)))
    #expect(problem(Self.answer(isBlinded: true), in: file) == .opinion(.otherBlinding))
    #expect(problem(Self.answer(), Self.answer(), in: file) == .opinion(.answered(by: "Bo")))
    let anybody = try asked(of: nil)
    #expect(problem(Self.answer(by: "Cy"), in: anybody) == nil)
    #expect(problem(Self.answer(by: "Ann Rey"), in: anybody) == .opinion(.ownQuestion))
    #expect(problem(Self.reading(), in: file) == .opinion(.nothingToRead))
    #expect(problem(Self.answer(), Self.reading(by: "Bo"), in: file) == .opinion(.askedBy(asker: "Ann Rey")))
    #expect(problem(Self.answer(), Self.reading(), Self.reading(), in: file) == .opinion(.nothingToRead))
  }

  @Test("is taken back by the asker alone, before it is answered")
  func withdrawing() throws {
    let file = try asked()
    #expect(problem(Self.withdrawal(by: "Bo"), in: file) == .opinion(.askedBy(asker: "Ann Rey")))
    #expect(problem(Self.answer(), Self.withdrawal(), in: file) == .opinion(.answered(by: "Bo")))
    #expect(problem(Self.withdrawal(), Self.answer(), in: file) == .opinion(.withdrawn))
    let back = try apply([.opinion(Self.withdrawal())], to: file)
    #expect(back.opinions.map { back.standing(of: $0) } == [.withdrawn])
    #expect(!back.hasOpinion(for: "Bo"))
  }

  @Test("needs a place of the case, a colleague who is another one, and the next number")
  func asking() throws {
    let file = try scored()
    #expect(problem(try Self.request(of: "Ann Rey"), in: file) == .opinion(.ownQuestion))
    #expect(problem(try Self.request(2), in: file) == .misplaced)
    let far = try #require(SlidePlace(parsing: "S26-1@9999,0,20x"))
    let named = try #require(SlidePlace(parsing: "S26-1@1:120,80,20x"))
    func request(_ place: SlidePlace) -> OpinionAct {
      .asked(
        OpinionRequest(number: 1, place: place, question: "?", asker: "Ann Rey", colleague: nil, askedAt: ""))
    }
    #expect(problem(request(far), in: file) == .opinion(.place(.besideSlide(width: 2220, height: 2967))))
    #expect(problem(request(named), in: file) == .misplaced, "in the ledger a place has one form")
  }

  @Test("nobody has answered is closed with the case, and not with a deferral")
  func lapsing() throws {
    let file = try apply([.reviewOpened(reviewer: "Ann Rey")], to: asked())
    let deferral = SignOffDraft(decision: .defer, reason: .deferral(.secondOpinion))
    let deferred = try apply(
      [.signed(try file.signing(deferral, reviewer: "Ann Rey", findingID: "f-1", now: "2026-11-02T12:00:00Z"))],
      to: file)
    #expect(deferred.questions(for: "Bo").count == 1)
    let signOff = try file.signing(
      SignOffDraft(decision: .confirm, finalCall: .high, shown: .every), reviewer: "Ann Rey", findingID: "f-1",
      now: "2026-11-02T12:00:00Z")
    let signed = try apply([.signed(signOff)], to: file)
    #expect(signed.opinions.map { signed.standing(of: $0) } == [.lapsed])
    #expect(signed.opinionMarks.isEmpty)
    let final = TransitionProblem.conflict(.alreadySigned(reviewer: "Ann Rey", signedAt: "2026-11-02T12:00:00Z"))
    #expect(problem(Self.answer(), in: signed) == final)
    #expect(problem(Self.withdrawal(), in: signed) == final)
    #expect(problem(try Self.request(2), in: signed) == final)
  }

  // MARK: What is signed

  @Test("is composed text, within the limit, and says something")
  func texts() throws {
    let file = try asked()
    func made(_ text: String) throws -> OpinionAct {
      try file.opinion(.question(place: try Self.place(), text: text, colleague: " Bo "), by: "Cy ", now: "now")
    }
    guard case .asked(let request) = try made("e\u{301} \u{7}") else { throw Example.Missing() }
    #expect(request.question.unicodeScalars.map(\.value) == [0xE9])
    #expect(request.asker == "Cy" && request.colleague == "Bo" && request.number == 2)
    #expect(throws: TransitionProblem.opinion(.noQuestion)) { try made(" \u{200B}") }
    #expect(throws: TransitionProblem.opinion(.textTooLong(length: 2001, limit: 2000))) {
      try made(String(repeating: "x", count: 2001))
    }
    #expect(throws: TransitionProblem.opinion(.noAnswer)) {
      try file.opinion(.answer(number: 1, to: "q", text: "", call: nil), by: "Bo", now: "now")
    }
  }

  // MARK: For whom it waits

  @Test("waits for whoever was asked, or for anybody but the asker, then for the asker")
  func waiting() throws {
    func waits(_ file: CaseFile) -> [Bool] { ["Ann Rey", "Bo", "Cy"].map { file.hasOpinion(for: $0) } }
    #expect(waits(try scored()) == [false, false, false])
    #expect(waits(try asked()) == [false, true, false])
    #expect(waits(try asked(of: nil)) == [false, true, true])
    let answered = try apply([.opinion(Self.answer())], to: asked())
    #expect(waits(answered) == [true, false, false])
    #expect(waits(try apply([.opinion(Self.reading())], to: answered)) == [false, false, false])
    let open = try asked()
    #expect(open.searchTexts.last == "asked Bo" && answered.searchTexts.last == "answered Ann Rey")
    #expect(CaseQuery(words: ["asked", "bo"]).holds(open))
    #expect(CaseQuery(waitingFor: "Bo").holds(open) && !CaseQuery(waitingFor: "Cy").holds(open))
  }

  @Test("of a case that is read blinded: the question is told to whoever is asked, the answer to nobody but its author")
  func blinded() throws {
    let setting = ProtocolSetting(readingProtocol: .blindedFirst, reviewer: "Ann Rey")
    let questions = [LedgerEvent.opinion(try Self.request()), .opinion(try Self.request(2, of: nil))]
    var file = try apply([.protocolSet(setting)] + questions, to: scored())
    func told(_ reader: String) -> [Int] { file.disclosed(to: .reviewer(reader)).opinions.map(\.id) }
    #expect(told("Bo") == [1, 2] && told("Cy") == [2] && told("Ann Rey") == [1, 2])
    #expect(file.disclosed(to: .anybody).opinions.isEmpty)
    #expect(problem(Self.answer(), in: file) == .opinion(.otherBlinding))
    file = try apply([.opinion(Self.answer(isBlinded: true)), .opinion(Self.answer(2, isBlinded: true))], to: file)
    #expect(told("Cy").isEmpty, "a question to anybody that was answered is not for them any more")
    let ann = file.disclosed(to: .reviewer("Ann Rey"))
    #expect(ann.opinions.map(\.answer) == [nil, nil] && ann.opinions.allSatisfy(\.isAnswerWithheld))
    #expect(ann.hasOpinion(for: "Ann Rey"), "that an answer came back is told")
    #expect(file.disclosed(to: .reviewer("Bo")).opinions.compactMap(\.answer?.text) == ["Apoptosis.", "Apoptosis."])
    file.firstReads = [FirstRead(reviewer: "Ann Rey", call: .low, confidence: .low, readAt: "")]
    #expect(file.disclosed(to: .reviewer("Ann Rey")).opinions.compactMap(\.answer?.text).count == 2)
    #expect(file.disclosed(to: .program).opinions.count == 2)
    let kinds: [LedgerKind] = [.opinionAsked, .opinionGiven, .opinionWithdrawn, .opinionRead]
    #expect(kinds.map(\.tellsOfCalls) == [true, true, false, false])
  }
}
