import Basics
import Casework
import Microscopy
import Prognosis

/// Cases and findings whose every property is set, so that a property that gets lost is missed.
enum Example {
  static func slide(_ path: String = "/slides/A.svs") throws -> CaseSlide {
    CaseSlide(
      path: path, size: PixelSize(width: 2220, height: 2967), mpp: try mpp(0.499), mppGiven: true, objective: 20,
      vendor: "aperio")
  }

  static func mpp(_ value: Double) throws -> MicronsPerPixel {
    guard let mpp = MicronsPerPixel(x: value, y: value + 0.001) else { throw Missing() }
    return mpp
  }

  static func record(_ id: String = "S26-1") throws -> Case {
    Case(
      id: id, patient: "P-17", received: "2026-11-02", slides: [try slide()],
      clinical: ClinicalVariables(
        age: 61.5, grade: 2, tumourSizeMM: 18, positiveNodes: 1, ki67: 22.5, er: .positive, her2: .equivocal,
        menopausal: .postmenopausal, pr: .negative, erHScore: 210.5, prHScore: 12, prPercent: 4, nottinghamScore: 7,
        detection: .screening, smoker: false, treatment: treatment), note: "block \"B\"\\2",
      extra: ["site": "Nîmes", "batch": "7"])
  }

  static let treatment = AdjuvantTreatment(
    chemotherapy: .thirdGeneration, hormoneTherapy: .tenYears, trastuzumab: false, bisphosphonates: true,
    radiotherapy: true, heartDoseGy: 1.5)

  static func finding(_ id: String = "f-1", call: Call = .high) -> Finding {
    var finding = Finding(
      id: id,
      model: ModelIdentity(
        name: "demonstration", version: "1.0", digest: String(repeating: "a", count: 64), demonstration: true,
        threshold: 0.05), software: "Coverslip 0.2", computedAt: "2026-11-02T10:00:00Z", tiles: 812,
      tilesAvailable: 900, unreadableRegions: 2, tissueMM2: 11.25, basis: .slideAndClinical, missing: ["ki67"],
      score: 0.1, scoreSD: 0.02, linearPredictor: -0.75, probability5y: 0.0625,
      interval: ProbabilityInterval(lower: 0.03, upper: 0.12001), call: call, borderline: true,
      reasons: [.badQuality],
      flags: [
        QualityFlag(
          kind: .pen, details: [QualityDetail(.measured, 0.03), QualityDetail(.limit, 0.01)], slide: "A.svs")
      ],
      contributions: [Contribution(name: "age", value: "61.5 years", logHazard: 0.125)],
      resultFile: "/results/f-1.safetensors", resultDigest: String(repeating: "b", count: 64))
    finding.encoder = "phikon"
    finding.precision = "bf16"
    finding.unreadableShare = 0.0625
    finding.slideDigests = [
      SlideDigests(quick: String(repeating: "c", count: 64), whole: String(repeating: "d", count: 64))
    ]
    return finding
  }

  static func signOff(by reviewer: String = "Ann Rey", finding: Finding = finding()) throws -> SignOff {
    try SignOff.make(
      SignOffDraft(
        decision: .override, finalCall: .low, reason: .override(.other), comment: "seen twice",
        shown: .allBut(["B.svs"])), finding: finding,
      reviewer: reviewer, now: "2026-11-02T11:00:00Z")
  }

  struct Missing: Error {}
}
