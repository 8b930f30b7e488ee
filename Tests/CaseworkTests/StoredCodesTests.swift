import Casework
import Prognosis
import Testing

/// Every code that a ledger, a draft or a list stores. A code is never renamed, and never used for anything else: what
/// was written with it must be read back for ever. New ones are added at the end of their line.
@Suite("Stored codes")
struct StoredCodesTests {
  private func codes<Code: CaseIterable & RawRepresentable>(_: Code.Type) -> [String] where Code.RawValue == String {
    Code.allCases.map(\.rawValue)
  }

  @Test("are frozen")
  func frozen() {
    let found = [
      codes(LedgerKind.self), codes(CaseStatus.self), codes(CaseStage.self), codes(CaseOrderKey.self),
      codes(ClaimPurpose.self), codes(Decision.self), codes(OverrideReason.self), codes(DeferralReason.self),
      codes(RejectionReason.self), codes(SlidesShown.Code.self), codes(SignatureMeaning.self),
      codes(Call.self), codes(NoCallReason.self), [PrognosticBasis.slide, .slideAndClinical].map(\.rawValue),
      codes(ReceptorStatus.self), codes(MenopausalStatus.self), codes(Chemotherapy.self), codes(HormoneTherapy.self),
      codes(Detection.self), codes(QualityFlag.Kind.self), codes(QualityDetail.Key.self), codes(ReviewerRole.self),
      codes(ReviewerRight.self), codes(AmendmentClass.self), codes(ReadingProtocol.self), codes(FirstCall.self),
      codes(ReadingConfidence.self),
      codes(Withholding.self), codes(OpinionStanding.self),
      codes(ReadingLayer.self), codes(PlaceRanking.self), codes(DiagnosisSource.self),
      codes(LabelSource.self), codes(LabelStanding.self), codes(LabelReason.self),
      codes(TileVerdict.self),
      codes(LeftOutReason.self),
      codes(OutcomeEvent.self), codes(OutcomeSource.self),
    ]
    let table = """
      casebook-created case-registered case-scored review-opened signed addendum amended reviewer-admitted \
      reviewer-retired passphrase-changed reviewer-locked protocol-set first-read opinion-asked opinion-given \
      opinion-withdrawn opinion-read label-resolved outcome-recorded reading-repeated
      new scored in-review signed addendum amended deferred rejected awaiting-reader
      all new scored in-review signed to-do
      received probability status name age grade slides final call flags reviewer disagreement
      scoring reading
      confirm override acknowledge assess defer reject
      wrong-region stain-or-scan-quality insufficient-tumour wrong-specimen outside-intended-use clinical-data-wrong \
      clinical-factors-outweigh histology-disagrees genomic-assay-outweighs patient-factors other
      molecular-assay second-opinion rescan recut additional-stain other
      quality wrong-specimen other wrong-slide
      every-slide-shown slides-not-shown signed-without-the-picture
      reviewed-and-confirmed reviewed-and-replaced result-reviewed-call-confirmed result-reviewed-call-replaced \
      no-call-acknowledged own-assessment-without-a-call call-deferred slide-rejected \
      addendum-to-a-signed-reading signed-reading-amended second-opinion-asked second-opinion-given \
      second-opinion-withdrawn label-mismatch-resolved outcome-recorded reading-repeated
      high low no-call
      no-tissue too-little-tissue bad-quality out-of-distribution outside-intended-use unreadable-tissue coarse-scan
      slide slide+clinical
      positive negative equivocal
      pre peri post
      none second-generation third-generation
      none 5-years 10-years
      screening symptoms
      pen blur out-of-range-stain black-background too-little-tissue no-tissue unreadable-regions receptors-not-given \
      sampled-tiles no-attention feature-file-trusted distribution-unknown mpp-given unlike-training \
      clinical-outside-training left-out-levels glass-cast cast-beyond-correction no-glass repeated-pixels \
      unreadable-tissue slide-twice-in-case slide-in-other-case slide-changed mpp-disagrees magnification-disagrees \
      unequal-pixels coarse-scan fewer-tiles-than-the-network-looks-at
      text measured limit noted share mpp mpp-stated mpp-encoder pixel-width pixel-height pixel-worth objective area \
      area-summed area-covered missing-area red green blue glass-found haematoxylin-degrees eosin-degrees tiles \
      tiles-available tiles-in-file tiles-tried tiles-unreadable tiles-missing tiles-looked-at slide receptor \
      aggregator ordered-aggregator case measure variable encoder encoder-wanted slide-name slide-name-wanted \
      deviations lower upper time digest level width height reason
      pathologist resident engineer quality
      sign amend admit see-identities export-identities ask-opinion give-opinion take-up record-outcome
      misinterpretation misidentification specimen report-defect
      open blinded-first double
      high low unsure
      low moderate high
      until-first-call until-closed while-repeated
      open answered read withdrawn lapsed
      slide heat-outlines heat-colours model-call clinical-values comparators
      contribution attention
      glass pacs this-screen not-stated
      manifest-column settings-pattern
      matches differs no-label-text not-checked
      label-misread label-wrong expectation-wrong
      verified questioned
      in-situ artefact control-tissue other-tumour no-tumour necrosis other
      metastatic-relapse free-of-relapse died-free-of-relapse
      follow-up-visit patient-record cancer-registry other
      """
    #expect(found.map { $0.joined(separator: " ") } == table.split(separator: "\n").map(String.init))
  }

  @Test("are written in small letters, digits and hyphens, apart from the basis that model bundles hold")
  func spelling() {
    let all = codes(OverrideReason.self) + codes(QualityFlag.Kind.self) + codes(QualityDetail.Key.self)
    #expect(all.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } })
  }
}
