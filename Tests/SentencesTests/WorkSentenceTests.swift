import Casework
import Microscopy
import NeuralNetworks
import Prognosis
import SlideWriting
import SurvivalStatistics
import Tensors
import Testing
import Workstation

@testable import Sentences
@testable import UseCases

@Suite("Sentences about encoding, training and review")
struct WorkSentenceTests {
  @Test(
    "say why a slide was not encoded",
    arguments: [
      (
        .withoutWeights(encoder: "uni"), .badData,
        "the bundle was trained on features of \"uni\" without its weights, and encodes no slide; give the case's "
          + "feature files with --features"
      ),
      (
        .unknownEncoder(kind: "x"), .badData,
        "the bundle wants the encoder \"x\", which this Coverslip does not have; update Coverslip"
      ),
      (
        .noPrecision(.brainFloat), .usage,
        "--precision bf16 is for networks, morphometry has no such choice; leave it out"
      ),
      (
        .morphometryOfTiles, .usage,
        "morphometry is set to a slide's stains; encode slides, or name a network's folder"
      ),
      (
        .notTiles(path: "t", type: "F32", shape: [2, 3]), .badData,
        "t: \"tiles\" is F32 [2, 3], wanted is U8 [n, side, side, 3]; write it so"
      ),
      (
        .tileSide(path: "t", found: 256, expected: 224), .badData,
        "t: tiles of 256 px, the encoder wants 224 px; cut them so"
      ),
      (
        .notFinite(place: .file(path: "t", index: 4), feature: 5, .nan), .badData,
        "t: tile 4: feature 5 is NaN, nothing was written; check the weights, and mean, std and eps in the config.json "
          + "beside them"
      ),
      (
        .notFinite(place: .slide(path: "a", x: 3, y: 4), feature: 5, .infinite), .badData,
        "a: the tile at (3, 4): feature 5 is infinite, nothing was written; check the weights, and mean, std and eps "
          + "in the config.json beside them"
      ),
      (
        .noSlide(first: "a", others: 3, .paths), .noInput,
        "a: neither this slide is there nor any of the 3 others; check the paths, or mount the share that they are on"
      ),
      (
        .noSlide(first: "a", others: 3, .column), .noInput,
        "a: neither this slide is there nor any of the 3 others; check the column slide, or mount the share that they "
          + "are on"
      ),
      (
        .noSlide(first: "a", others: 3, .folder), .noInput,
        "a: neither this slide is there nor any of the 3 others; name with --slides the folder in which the paths of "
          + "the column slide begin"
      ),
      (
        .sharedFile("f", slides: ["a", "b"]), .usage,
        "a and b would both become f; encode them one by one, each with its own --out"
      ),
      (
        .layoutDisagrees(file: "f", layout: "clam", ending: "h5"), .usage,
        "f: --layout clam writes .h5; let --out end so, or leave --layout out"
      ),
      (
        .slidesFailed(2), .badData,
        "2 slides could not be encoded; mend them, or leave them out with --skip; nothing was trained"
      ),
      (
        .noFolder(path: "f", reason: "no permission"), .cannotWrite,
        "cannot make the folder f: no permission; check the path and its permissions"
      ),
    ] as [(EncodingFailure, Exit, String)])
  func encoding(failure: EncodingFailure, exit: Exit, sentence: String) {
    #expect(failure.words == CommandFailure(exit, sentence))
  }

  @Test(
    "say why nothing was trained, and what goes on from there",
    arguments: [
      (
        .tooFewEvents(found: 3, needed: 10), .badData,
        "3 relapses are too few to train on, 10 are needed; take fewer folds, or more patients"
      ),
      (
        .unusableBag(patient: "A", tiles: 4, width: 5, expected: 6), .badData,
        "patient A has 4 tiles of 5 features, expected are 6 features; encode the slide again, or name the encoder "
          + "with --encoder"
      ),
      (
        .notFinite(patient: "A", tile: 4, feature: 5), .badData,
        "patient A: feature 5 of tile 4 is not a number; encode the slide again"
      ),
      (
        .duplicatePatient("A"), .badData, "patient A stands twice in the cohort; give one row per slide"
      ),
      (.badPlan(entry: "folds", needed: "2 or more"), .usage, "folds: 2 or more is needed"),
      (
        .noClinicalVariable, .badData,
        "no clinical variable is given for half of the patients and differs among them, so that there is nothing to "
          + "weigh beside the slide; add age, grade, tumour_size_mm, positive_nodes or ki67"
      ),
      (
        .foreignCheckpoint(folder: "f"), .badData,
        "f: holds the pieces of another training (other patients, features or options); remove the folder, or name "
          + "another --out"
      ),
      (
        .checkpointInUse(folder: "f"), .tryAgain,
        "f: another training is at work there; wait for it, or name another --out"
      ),
      (.cancelled, .tryAgain, "the training was stopped; the same command goes on from there"),
      (.diverged(epoch: 3), .badData, "a network diverged in epoch 3; lower --learning-rate"),
      (
        .prognosis(.followUpTooShort(horizon: 5, last: 3.456)), .badData,
        "the longest follow-up is 3.46 years, no risk within 5 years can be told from it; lower --horizon, or check "
          + "--time-unit"
      ),
      (
        .prognosis(.survival(.noEvents)), .badData,
        "the combined model cannot be fitted: a part of it has no relapse; take fewer folds"
      ),
      (
        .prognosis(.missingValue(covariate: .grade3, index: 4)), .badData,
        "the combined model cannot be fitted: patient 5 has no value of grade; give it, or leave the variable out"
      ),
      (
        .prognosis(.inconsistent("threshold")), .ourFault,
        "the combined model cannot be fitted, because its parts do not belong together"
      ),
      (
        .bundle(.occupied(path: "f")), .cannotWrite,
        "f: something that is not a model bundle is there; name another folder"
      ),
    ] as [(TrainingFailure, Exit, String)])
  func training(failure: TrainingFailure, exit: Exit, sentence: String) {
    #expect(failure.words == CommandFailure(exit, sentence))
  }

  @Test(
    "say what the statistics of a fold lack",
    arguments: [
      (.noEvents, "a part of it has no relapse; take fewer folds"),
      (.constantColumn("age"), "age is the same for all patients of a fold; leave the column out"),
      (
        .notIdentifiable(column: "age"),
        "age says nothing that the columns before it do not say; leave the column out"
      ),
      (
        .separation(column: "age"),
        "age tells the relapses perfectly, so that its hazard ratio is infinite; check it"
      ),
      (.noComparablePairs, "no two patients of a part can be ordered in time; take fewer folds"),
      (.notConverged(iterations: 50), "the estimate was not reached in 50 steps; use fewer columns"),
    ] as [(SurvivalFailure, String)])
  func statistics(failure: SurvivalFailure, reason: String) {
    #expect(
      TrainingFailure.statistics(failure).words
        == CommandFailure(.badData, "the cohort cannot carry the statistics: \(reason)"))
  }

  @Test("say who may not take a case up, why, and what to do")
  func takingUp() {
    func detail(_ problem: IdentityProblem) -> String {
      ReviewFailure.notTakenUp(CaseStoreFailure.identity(problem)).problem.detail
    }
    #expect(
      detail(.noRight(.takeUp, .engineer))
        == "the role engineer may not take a case up; ask somebody whose role is pathologist or resident")
    #expect(detail(.retired(name: "Bo")).hasPrefix("Bo is retired and signs nothing; coverslip reviewer add"))
    #expect(detail(.noSuchReviewer(name: "Bob", nearest: ["Bo"])) == "there is no reviewer \"Bob\"; did you mean Bo?")
    let problem = ReviewFailure.notTakenUp(CaseStoreFailure.identity(.retired(name: "Bo"))).problem
    #expect(problem.title == "You cannot take this case up" && problem.remedy.contains("review --reviewer NAME"))
    let asked = ReviewFailure.notPermitted(CaseStoreFailure.identity(.noRight(.askOpinion, .engineer))).problem
    #expect(asked.title == "You cannot ask for an opinion")
  }

  @Test("say that the passphrase was changed where it opened the key a moment before, else what the matter is")
  func refusedSignature() {
    let changed = ReviewFailure.signatureRefused(CaseStoreFailure.identity(.notOpened)).problem
    #expect(changed.detail == "your passphrase, or your key, was changed meanwhile; sign again")
    #expect(changed.remedy == "Nothing was signed; the draft is kept.")
    let retired = ReviewFailure.signatureRefused(CaseStoreFailure.identity(.retired(name: "Bo"))).problem
    #expect(retired.detail.hasPrefix("Bo is retired"))
  }

  @Test(
    "say where a draft is that was not signed",
    arguments: [
      (.casebook, "Nothing was signed; the draft is kept."),
      (
        .file("/d/A.draft"),
        "Nothing was signed. The draft is kept in /d/A.draft until the casebook can take it."
      ),
      (
        .screen,
        "Nothing was signed. The draft is on this screen alone: make room or a place for it before you leave."
      ),
    ] as [(DraftPlace, String)])
  func drafts(place: DraftPlace, remedy: String) {
    let busy = CaseStoreFailure.unavailable(.busy(path: "c"))
    let detail = "c: another process is writing; try again in a moment"
    #expect(
      ReviewFailure.notSigned(busy, place).problem == Problem(title: "Not signed", detail: detail, remedy: remedy))
    #expect(
      ReviewFailure.draftNotSaved(busy, place).problem
        == Problem(title: "The draft is not in the casebook", detail: detail, remedy: remedy))
  }

  @Test("say whether trying again helps")
  func answers() {
    let busy = CaseStoreFailure.unavailable(.busy(path: "c"))
    let detail = "c: another process is writing; try again in a moment"
    #expect(ReviewFailure.draftNotSaved(busy, nil).problem.remedy == "Try again.")
    #expect(
      ReviewFailure.noAnswer(busy).problem
        == Problem(title: "The casebook did not answer", detail: detail, remedy: "Press r to try again."))
    let replaced = ReviewFailure.noAnswer(CaseStoreFailure.unavailable(.replaced(path: "c", .deleted))).problem
    #expect(replaced.title == "This is not the casebook that was opened")
    #expect(replaced.remedy == "Leave with q, and start Coverslip again.")
    #expect(
      ReviewFailure.themeNotSaved(busy).problem
        == Problem(title: "The theme is not kept", detail: detail, remedy: "It stays until you leave."))
  }

  @Test(
    "say which kernel multiplies, who chose it, and what is faster",
    arguments: [
      (.library, nil, ""),
      (
        .library, "Haswell",
        "; Haswell suits this processor and is several times faster: export OPENBLAS_CORETYPE=Haswell"
      ),
      (.program, nil, " (chosen by Coverslip, as this OpenBLAS does not know the processor)"),
      (.program, "Haswell", "; this OpenBLAS has no kernel Haswell, which the processor could run"),
      (.user, nil, " (OPENBLAS_CORETYPE is set)"),
      (
        .user, "Haswell",
        " (OPENBLAS_CORETYPE is set); Haswell suits this processor and is several times faster"
      ),
    ] as [(BLASKernel.Origin, String?, String)])
  func kernels(origin: BLASKernel.Origin, faster: String?, rest: String) {
    let kernel = BLASKernel(name: "Prescott", origin: origin, faster: faster)
    #expect(kernel.words == "OpenBLAS \(BLAS.version), kernel Prescott\(rest)")
  }

  @Test(
    "say why a slide was not written",
    arguments: [
      (
        .cannotCreate(path: "a", code: 13), .cannotWrite,
        "a: cannot be made (Permission denied); check the folder and its permissions"
      ),
      (.diskFull(path: "a"), .cannotWrite, "a: the disk is full; free some room and try again"),
      (.cannotWrite(path: "a", detail: "tile 3"), .cannotWrite, "a: cannot be written (tile 3); check the disk"),
      (
        .unreadable(.noSuchLevel(2)), .ourFault, "the slide to be written: there is no level 2"
      ),
      (
        .unusableSize(width: 0, height: 4), .usage, "a slide of 0 x 4 px cannot be written; choose another size"
      ),
    ] as [(SlideWriteFailure, Exit, String)])
  func slides(failure: SlideWriteFailure, exit: Exit, sentence: String) {
    #expect(failure.words == CommandFailure(exit, sentence))
  }

  @Test("say why a folder was not made")
  func folders() {
    #expect(
      FolderFailure.diskFull(path: "f").words
        == CommandFailure(
          .cannotWrite, "cannot make the folder f: the disk is full; free some room and try again"))
    #expect(
      FolderFailure.cannotMake(path: "f", reason: "no permission").words
        == CommandFailure(
          .cannotWrite, "cannot make the folder f: no permission; check the path and its permissions"))
  }

  @Test("a case that failed is told by its name, and what has no words is our fault")
  func scoring() {
    struct Odd: Error, CustomStringConvertible { let description = "odd" }
    #expect(
      ScoreCases.CaseFailure(caseID: "A", cause: SlideOpenFailure.empty(path: "a")).words
        == CommandFailure(.badData, "case A: a: the file is empty; copy the slide again from the scanner"))
    #expect(
      ScoreCases.CaseFailure(caseID: "A", cause: Odd()).words == CommandFailure(.ourFault, "case A: odd"))
  }

  @Test(
    "the legend of a heat map says how it came about, where that is not plain",
    arguments: [
      (TileProvenance(), nil, nil), (TileProvenance(attentionKind: "pooling"), nil, nil),
      (TileProvenance(attentionKind: "classToken", contributionMethod: "linear"), "class token", "linear"),
      (
        TileProvenance(attentionKind: "rollout", contributionMethod: "integratedGradients"), "rollout",
        "integrated gradients"
      ),
      (TileProvenance(contributionMethod: "leaveOneOut"), nil, "leave one out"),
    ] as [(TileProvenance, String?, String?)])
  func legends(provenance: TileProvenance, attention: String?, contribution: String?) {
    #expect(provenance.words(for: .attention) == attention)
    #expect(provenance.words(for: .contribution) == contribution)
  }
}
