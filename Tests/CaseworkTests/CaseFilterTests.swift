import Casework
import Prognosis
import Testing

@Suite("A filter of cases")
struct CaseFilterTests {
  private static let texts: [(typed: String, printed: String)] = [
    ("", ""), ("   ", ""), ("status:scored call:high age>50", "status:scored call:high age>50"),
    ("flag:pen by:me", "flag:pen by:me"),
    ("  Status:NEW   High ", "status:new high"), ("age=50", "age:50"), ("age>=50.5", "age>=50.5"),
    ("risk<20%", "risk<20"), ("status:new,scored,new", "status:new,scored"), ("-flag:any -word", "-flag:any -word"),
    ("by:\"Ann Rey\",bo", "by:\"ann rey\",bo"), ("\"no call\"", "\"no call\""), ("\"high\"", "high"),
    ("\"not closed", "\"not closed\""), ("\"\" a", "a"), ("\"status:new\"", "\"status:new\""), ("\"-a\"", "\"-a\""),
    ("qt?: <5 a- -", "qt?: <5 a- -"), ("received>=2026-01 received:2026", "received>=2026-01 received:2026"),
    ("pen pen", "pen"),
  ]

  @Test("is read term by term, and printed so that it is read again as the same", arguments: texts)
  func canonical(text: (typed: String, printed: String)) throws {
    let filter = try CaseFilter(text.typed)
    #expect(filter.description == text.printed)
    #expect(try CaseFilter(filter.description) == filter)
  }

  private static let statuses = CaseMark.status.values ?? []

  private static let mistakes: [(text: String, mistake: CaseFilterMistake)] = [
    ("statsu:new", CaseFilterMistake(word: "statsu", place: 0, .unknownKey(nearest: ["status"]))),
    ("high qqqqqq>5", CaseFilterMistake(word: "qqqqqq", place: 5, .unknownKey(nearest: []))),
    (
      "high -status:new,scord",
      CaseFilterMistake(
        word: "scord", place: 17, .unknownValue(key: "status", nearest: ["scored"], values: statuses))
    ),
    ("status:", CaseFilterMistake(word: "", place: 7, .noValue(key: "status", values: statuses))),
    ("by: a", CaseFilterMistake(word: "", place: 3, .noValue(key: "by", values: []))),
    ("age>", CaseFilterMistake(word: "", place: 4, .noValue(key: "age", values: []))),
    ("age>old", CaseFilterMistake(word: "old", place: 4, .notANumber(key: "age"))),
    ("age<-1", CaseFilterMistake(word: "-1", place: 4, .notANumber(key: "age"))),
    ("age>5%", CaseFilterMistake(word: "5%", place: 4, .notANumber(key: "age"))),
    ("status>new", CaseFilterMistake(word: ">", place: 6, .notCompared(key: "status"))),
    ("risk:20", CaseFilterMistake(word: ":", place: 4, .notEqual(key: "risk"))),
    ("received<2026-13", CaseFilterMistake(word: "2026-13", place: 9, .notADay(key: "received"))),
    ("received:2026-02-30", CaseFilterMistake(word: "2026-02-30", place: 9, .notADay(key: "received"))),
    ("received<yesterday", CaseFilterMistake(word: "yesterday", place: 9, .notADay(key: "received"))),
  ]

  @Test("names the first word that is wrong, its place, and what may have been meant", arguments: mistakes)
  func mistaken(text: String, mistake: CaseFilterMistake) {
    #expect(throws: mistake) { try CaseFilter(text) }
  }

  @Test("of me is one of whoever asks, by their whole name")
  func me() throws {
    let filter = try CaseFilter("by:me,bo -by:me").resolved(me: "Ann Rey")
    #expect(filter.description == "by:\"ann rey\",bo -by:\"ann rey\"")
  }

  @Test("keeps its plain words apart, which are looked for in names first")
  func words() throws {
    #expect(try CaseFilter("s-1 -s-2 status:new \"b c\"").words == ["s-1", "b c"])
  }

  @Test("knows a case that disagrees with itself, by a reader's own grade too")
  func disagreements() throws {
    var file = CaseFile(record: try Example.record(), status: .signed, finding: Example.finding())
    file.record.clinical = ClinicalVariables(grade: 3, tumourSizeMM: 60, positiveNodes: 5)
    file.finding?.basis = .slideAndClinical
    file.finding?.call = .low
    file.finding?.borderline = false
    file.finding?.probability5y = 0.0001
    #expect(file.listedDisagreements == [.npi])
    file.firstReads = [FirstRead(reviewer: "Ann Rey", call: .low, confidence: .low, grade: 2, readAt: "")]
    #expect(file.listedDisagreements == [.grade, .npi])
    file.finding?.borderline = true
    #expect(file.listedDisagreements == [.grade, .npi, .borderline])
    file.finding?.call = .noCall
    #expect(file.listedDisagreements.isEmpty)
  }
}
