import Evaluation
import SurvivalStatistics
import Tables
import Testing

@testable import Sentences
@testable import UseCases

@Suite("Sentences about cohorts")
struct CohortSentenceTests {
  private static let renamed = CohortReadingFailure.PatientTwin(
    here: PatientRow(id: "B", line: 3), there: PatientRow(id: "C", line: 4))
  private static let absent = AbsentFeatures(line: 2, patient: "A", names: ["A", "a"])

  @Test(
    "say why a cohort was not read, and what to do with it",
    arguments: [
      (
        .noFile("t.csv"), .noInput, "t.csv: there is no such file, or it may not be read; check the path"
      ),
      (
        .table(.allCensored(count: 9), path: "t.csv"), .badData,
        "t.csv: all 9 patients are censored, so that nothing can be estimated; look at the coding with --event-value"
      ),
      (
        .rows(table: "t.csv", problems: [.noTiles(line: 3, patient: "A")], absent: []), .badData,
        "t.csv: line 3: patient A has no tile in any slide; encode again; correct the table, or leave these rows out "
          + "with --skip"
      ),
      (
        .rows(table: "t.csv", problems: [.noTiles(line: 3, patient: "B")], absent: [absent]), .badData,
        "t.csv: line 3: patient B has no tile in any slide; encode again; no features of patient A (A or a), with the "
          + "ending .safetensors, .h5 or .npy; correct the table, or leave these rows out with --skip"
      ),
      (
        .noFeatures(folder: "f", slides: [absent, absent, absent, absent]), .noInput,
        "f: no features of 4 slides: patient A (A or a), patient A (A or a), patient A (A or a) and 1 more, with the "
          + "ending .safetensors, .h5 or .npy; encode the slides, or name another folder with --features, or leave "
          + "these rows out with --skip"
      ),
      (
        .noFolder("f"), .noInput,
        "f: there is no such folder of features; encode the slides into it, or name theirs with --features"
      ),
      (.nobodyLeft(table: "t.csv"), .badData, "t.csv: every row was left out; correct the table"),
      (
        .inBoth(
          table: "t.csv", same: [PatientRow(id: "A", line: 2)],
          twins: [renamed]), .badData,
        "t.csv: patients are in the training cohort too, of the same name and outcome A (line 2); with the same "
          + "features B (line 3; there C, line 4); evaluate on others"
      ),
      (
        .twins(
          table: "t.csv", [renamed]),
        .badData,
        "t.csv: two patients have the same features, number by number: B (line 3) and C (line 4); give each the "
          + "features of their own slides, or take one of the two out"
      ),
    ] as [(CohortReadingFailure, Exit, String)])
  func reading(failure: CohortReadingFailure, exit: Exit, sentence: String) {
    #expect(failure.words == CommandFailure(exit, sentence))
  }

  @Test(
    "say whose features a file has, and whose it should have",
    arguments: [
      (
        .encoder(file: "f", .name("uni", wanted: "house")), .badData,
        "f: the features are of \"uni\", the encoder is \"house\"; name theirs with --encoder"
      ),
      (
        .encoder(file: "f", .digest(encoder: "house")), .badData,
        "f: made with other weights or settings of \"house\"; encode the slide again"
      ),
      (
        .toolsWidth(file: "f", encoder: "uni", published: [1024, 1536], found: 512), .badData,
        "f: names the encoder \"uni\", whose features are 1024 or 1536 wide, and has 512; name the file of that "
          + "encoder, or extract the features again"
      ),
      (
        .notAsWanted(file: "f", .tiles(atMost: 9, wanted: nil), more: 0), .badData,
        "f: the features are of at most 9 tiles, wanted are all; remove the file, or name another --features folder"
      ),
      (
        .notAsWanted(file: "f", .tiles(atMost: nil, wanted: 9), more: 2), .badData,
        "f: it does not say that it is of a sample, wanted are at most 9; 2 more files are not as wanted; remove them, "
          + "or name another --features folder"
      ),
      (
        .notAsWanted(file: "f", .slide("a", wanted: "b"), more: 0), .badData,
        "f: the features are of the slide \"a\", wanted are those of \"b\"; remove the file, or name another "
          + "--features folder"
      ),
      (
        .notAsWanted(file: "f", .encoder(.digest(encoder: "house")), more: 0), .badData,
        "f: made with other weights or settings of \"house\"; remove the file, or name another --features folder"
      ),
      (
        .noTile(file: "f"), .badData,
        "f: the file has no tile; encode the slide again, or leave the patient out"
      ),
      (
        .widthsDiffer(file: "f", width: 3, other: 4), .badData,
        "f: 3 features a tile, another slide of the patient has 4; encode both with one encoder"
      ),
    ] as [(CohortReadingFailure, Exit, String)])
  func features(failure: CohortReadingFailure, exit: Exit, sentence: String) {
    #expect(failure.words == CommandFailure(exit, sentence))
  }

  @Test(
    "name the line and what is wrong there",
    arguments: [
      (.cell(TableProblem(line: 3, column: "age", rule: .required)), "line 3, column age: a value is needed"),
      (.noFile(line: 3, column: "slide", slide: "a"), "line 3, column slide: \"a\" is not there"),
      (
        .fileName(line: 3, column: "patient", patient: "../a"),
        "line 3, column patient: \"../a\" can name no file; a name has no slash, and no dot in front"
      ),
      (
        .oneFile(line: 3, column: "patient", patient: "a", file: "A.h5", other: "A", otherLine: 2),
        "line 3, column patient: \"a\" would have a file named A.h5 as \"A\" on line 2 has"
      ),
      (
        .sharedFile(line: 3, file: "f", otherLine: 2),
        "line 3: f is the file of the slide on line 2 too; give each slide its own"
      ),
      (
        .anotherSlide(line: 3, file: "f", slide: "a", wanted: "b"),
        "line 3: f: the features are of the slide \"a\", wanted are those of \"b\"; give it the features of its own "
          + "slide"
      ),
      (
        .numbering(line: 3, file: "f", patient: "A"),
        "line 3: f does not say of which slide it is, and patient A has more such files than rows; name the files "
          + "after their slides"
      ),
    ] as [(CohortProblem, String)])
  func problems(problem: CohortProblem, sentence: String) { #expect(problem.sentence == sentence) }

  private static let twin = CohortNotice.SlideTwin(slide: "a", of: "A", other: "b", ofOther: "B")

  @Test(
    "warn of what was noticed",
    arguments: [
      (
        .leftOut(
          table: "t.csv", patients: 1, slides: 2, problems: [.noTiles(line: 3, patient: "A")], absent: [absent]),
        "left out of t.csv: 1 patient, 2 slides: line 3: patient A has no tile in any slide; encode again; no features "
          + "of patient A (A or a), with the ending .safetensors, .h5 or .npy"
      ),
      (
        .namesakes(1, table: "t.csv"),
        "warning: t.csv: 1 patient has the name of training patients, but another outcome and other features; taken "
          + "for other people"
      ),
      (
        .namesakes(2, table: "t.csv"),
        "warning: t.csv: 2 patients have names of training patients, but another outcome and other features; taken for "
          + "other people"
      ),
      (
        .oneParticipant(table: "t.csv", [[PatientRow(id: "A", line: 2), PatientRow(id: "B", line: 3)]]),
        "warning: t.csv: patients are one participant of TCGA by their barcodes: A (line 2) and B (line 3); the folds "
          + "keep them together; give their rows one name in the column of the patients"
      ),
      (
        .sameTiles(table: "t.csv", [twin]),
        "warning: t.csv: slides of different patients have the same tiles: a of A and b of B; the folds keep these "
          + "patients together; give each the features of their own slides"
      ),
      (
        .sameTilesOfOne(table: "t.csv", [twin, twin]),
        "warning: t.csv: slides of one patient have the same tiles, which count twice: a and b of A; a and b of A"
      ),
      (
        .overlappingTiles(files: ["f"]),
        "warning: 1 feature file has tiles that overlap, so that the same tissue counts several times: f"
      ),
      (
        .overlappingTiles(files: ["1", "2", "3", "4", "5", "6"]),
        "warning: 6 feature files have tiles that overlap, so that the same tissue counts several times: 1; 2; 3; 4; "
          + "5 and 1 more"
      ),
    ] as [(CohortNotice, String)])
  func notices(notice: CohortNotice, sentence: String) { #expect(Notice.cohort(notice).sentence == sentence) }

  @Test(
    "say why an evaluation says nothing of other patients, or cannot be made",
    arguments: [
      (
        .noFile("t.csv"), .noInput, "t.csv: there is no such file, or it may not be read; check the path"
      ),
      (
        .cohort(.survival(.oneGroup), table: "t.csv"), .badData, "t.csv: all patients are in one group"
      ),
      (
        .noFit(file: "f"), .badData, "f: this is no model of `coverslip fit --json`; make it with that command"
      ),
      (
        .noRecord(file: "f"), .badData,
        "f: this is no evaluation of `coverslip evaluate --report`; make it with that command"
      ),
      (
        .unitsDiffer(file: "f", model: .years, here: .months), .usage,
        "f was made on times in years, and these count months; write both in one unit"
      ),
      (
        .trainingItself(table: "t.csv"), .badData,
        "t.csv: this is the table that the bundle was trained on, and what it makes of its own training says nothing "
          + "of other patients; name another cohort, or read its out-of-fold figures with coverslip model show"
      ),
      (
        .trainingMembers(table: "t.csv", lines: [4]), .badData,
        "t.csv: a patient has the features and the outcome of a patient whom the bundle was trained on (line 4); "
          + "others of the training may be among these with a follow-up that was rounded or goes on, which are not "
          + "found: name another cohort"
      ),
      (
        .trainingMembers(table: "t.csv", lines: [4, 7]), .badData,
        "t.csv: 2 patients have the features and the outcome of a patient whom the bundle was trained on (lines 4 and "
          + "7); others of the training may be among these with a follow-up that was rounded or goes on, which are not "
          + "found: name another cohort"
      ),
    ] as [(EvaluationFailure, Exit, String)])
  func evaluation(failure: EvaluationFailure, exit: Exit, sentence: String) {
    #expect(failure.words == CommandFailure(exit, sentence))
  }

  @Test(
    "say what the table cannot carry",
    arguments: [
      (
        .table(.eventCoding(column: "event", values: ["a", "b"])), .badData,
        "t.csv: column event has \"a\", \"b\", which do not say what the event is; name it with --event-value"
      ),
      (
        .table(.noColumn(role: .time, name: "os", names: ["time"])), .usage,
        "t.csv: there is no column \"os\" for the time; there are \"time\""
      ),
      (
        .notProbability(column: "risk", lines: [3, 5]), .badData,
        "t.csv: column risk has values outside 0 to 1 (lines 3 and 5), which are no probabilities; leave "
          + "--probability out"
      ),
      (
        .bothCohorts(column: "patient", lines: [3]), .badData,
        "t.csv: patients that the model was made on (column patient, line 3); take them out of one of the cohorts"
      ),
      (
        .allLeftOut(column: "age", count: 9), .badData,
        "t.csv: no row of 9 has every value that is needed; most of them lack column age; fill it in, or name another"
      ),
      (
        .fitFile(part: "coefficients"), .badData,
        "t.csv: \"coefficients\" does not fit the rest, so that this is no fit to predict with; make it again with "
          + "`coverslip fit --json`"
      ),
      (
        .term(.duplicate(name: "age"), line: 3), .usage,
        "t.csv: the covariate \"age\" stands there twice; name it once (line 3)"
      ),
    ] as [(CohortFailure, Exit, String)])
  func tables(failure: CohortFailure, exit: Exit, sentence: String) {
    #expect(failure.words(path: "t.csv") == CommandFailure(exit, sentence))
  }

  @Test(
    "say at which character a term goes wrong",
    arguments: [
      (.empty(position: 4), "the covariates have an empty term at character 4"),
      (
        .unexpected(term: "a b", position: 3, found: "b", expected: .operation),
        "in the covariate \"a b\", character 3, \"b\" stands where an operator or a comma is expected; a column whose "
          + "name holds a blank or a sign stands in back-quotes: --covariates '`Tumour size (mm)`'"
      ),
      (
        .unexpected(term: "a:b", position: 2, found: ":", expected: .operation),
        "in the covariate \"a:b\", character 2, \":\" stands where an operator or a comma is expected; a product is "
          + "a*b"
      ),
      (
        .unexpected(term: "(a", position: 3, found: nil, expected: .closing),
        "in the covariate \"(a\", character 3, it ends where a closing parenthesis is expected"
      ),
      (
        .unexpected(term: "+", position: 2, found: nil, expected: .value),
        "in the covariate \"+\", character 2, it ends where a number, a column or a function is expected"
      ),
      (
        .unexpected(term: "\"a", position: 3, found: nil, expected: .quotation),
        "in the covariate \"\"a\", character 3, it ends where a closing quotation mark is expected"
      ),
      (
        .unknownColumn(term: "agf", position: 1, name: "agf", nearest: "age"),
        "in the covariate \"agf\", character 1: there is no column \"agf\"; did you mean \"age\"?"
      ),
      (
        .unknownColumn(term: "size", position: 1, name: "size", nearest: "size (mm)"),
        "in the covariate \"size\", character 1: there is no column \"size\"; did you mean \"`size (mm)`\"? a column "
          + "whose name holds a blank or a sign stands in back-quotes: --covariates '`Tumour size (mm)`'"
      ),
      (
        .unknownFunction(term: "lg(a)", position: 1, name: "lg", nearest: nil),
        "in the covariate \"lg(a)\", character 1: there is no function \"lg\""
      ),
      (
        .argumentCount(term: "log()", position: 1, function: "log", expected: 1...1, found: 0),
        "in the covariate \"log()\", character 1: log takes 1 argument, not 0"
      ),
      (
        .argumentCount(term: "f(a)", position: 1, function: "f", expected: 2...2, found: 1),
        "in the covariate \"f(a)\", character 1: f takes 2 arguments, not 1"
      ),
      (
        .argumentCount(term: "f(a)", position: 1, function: "f", expected: 2...(.max), found: 1),
        "in the covariate \"f(a)\", character 1: f takes 2 or more arguments, not 1"
      ),
      (
        .argumentCount(term: "f(a)", position: 1, function: "f", expected: 2...3, found: 1),
        "in the covariate \"f(a)\", character 1: f takes 2 to 3 arguments, not 1"
      ),
      (
        .knots(term: "rcs(a,1)", position: 7),
        "in the covariate \"rcs(a,1)\", character 7: rcs wants three or more plain numbers that ascend as its knots"
      ),
      (
        .splineInside(term: "2*rcs(a)", position: 3),
        "in the covariate \"2*rcs(a)\", character 3: rcs gives several columns and can be no part of a term"
      ),
      (
        .tooDeep(position: 40, limit: 32),
        "the covariates have more than 32 parentheses within each other at character 40"
      ),
      (
        .notNumbers(term: "log(sex)", position: 5, column: "sex"),
        "in the covariate \"log(sex)\", character 5: column \"sex\" holds words; compare it, as in sex==\"word\""
      ),
      (
        .notWords(term: "age==\"x\"", position: 1, column: "age"),
        "in the covariate \"age==\"x\"\", character 1: column \"age\" holds numbers; compare it with a number"
      ),
      (.rowsDiffer(column: "age", expected: 3, found: 2), "column \"age\" has 2 rows, not 3"),
      (
        .notFinite(term: "1/a", row: 2),
        "the covariate \"1/a\" is infinite or no number in a row; change the term, or leave the value blank there"
      ),
    ] as [(TermFailure, String)])
  func terms(failure: TermFailure, sentence: String) { #expect(failure.sentence == sentence) }
}

@Suite("Sentences about manifests")
struct ManifestSentenceTests {
  private static func fault(_ line: Int, _ cause: ManifestFault.Cause) -> ManifestFault {
    ManifestFault(line: line, cause)
  }

  @Test("say that nothing was taken over, and of several faults the first five")
  func faults() {
    let slide = Self.fault(3, .slide(line: 3, SlideFailure.unreadable(path: "a.svs")))
    #expect(
      ManifestReadingFailure.cases(path: "m.csv", [slide]).words
        == CommandFailure(
          .noInput,
          "m.csv, line 3, column slide: a.svs: cannot be read; check that the file is there and that it may be read; "
            + "nothing was taken over; correct them, or leave these cases out with --skip"))
    let registered = (2...8).map { Self.fault($0, .registered(id: "A\($0)")) }
    let words = ManifestReadingFailure.cases(path: "m.csv", registered).words
    #expect(words.exit == .badData)
    #expect(words.sentence.hasPrefix("m.csv, line 2: the case A2 is in the casebook already; m.csv, line 3"))
    #expect(
      words.sentence.hasSuffix(
        "; m.csv, line 6: the case A6 is in the casebook already; and 2 more problems; nothing was taken over; correct "
          + "them, or leave these cases out with --skip"))
    #expect(ManifestReadingFailure.cases(path: "m.csv", [slide, registered[0]]).words.exit == .badData)
  }

  @Test("say what is wrong with the table as a whole")
  func tables() {
    let row = Self.fault(4, .row(TableProblem(line: 4, column: "age", rule: .required)))
    #expect(
      row.words(manifest: "m.csv") == CommandFailure(.badData, "m.csv: line 4, column age: a value is needed"))
    #expect(
      ManifestReadingFailure.table(path: "m.csv", .problems([TableProblem(line: 1, rule: .notEmpty)])).words
        == CommandFailure(.badData, "m.csv: a header and at least one row are needed; nothing was taken over"))
    #expect(
      ManifestReadingFailure.nothingLeft(path: "m.csv", [row]).words
        == CommandFailure(
          .badData, "m.csv: line 4, column age: a value is needed; every case was left out; correct the table"))
  }
}
