import Foundation
import Microscopy
import Testing

@testable import SlideWriting

@Suite("Simulated cohorts")
struct SimulatedCohortTests {
  private static let large = SimulatedCohort(patients: 6000, seed: 5)

  @Test("8 to 12 % have a metastasis within five years (Kaplan-Meier)")
  func events() {
    let ordered = Self.large.patients.sorted { $0.time < $1.time }
    var survival = 1.0
    for (index, patient) in ordered.enumerated() where patient.event && patient.time <= 5 {
      survival *= 1 - 1 / Double(ordered.count - index)
    }
    #expect((0.08...0.12).contains(1 - survival))
  }

  @Test("the slide's true log hazard orders the events: c of at least 0.72")
  func concordance() {
    let patients = Array(Self.large.patients.prefix(1800))
    var (concordant, comparable) = (0.0, 0.0)
    for patient in patients where patient.event {
      for other in patients where other.time > patient.time {
        comparable += 1
        if other.slideLogHazard < patient.slideLogHazard { concordant += 1 }
        if other.slideLogHazard == patient.slideLogHazard { concordant += 0.5 }
      }
    }
    #expect(concordant / comparable >= 0.72)
  }

  @Test("nearly half have no high-grade tumour, the others from 2 to 100 %")
  func fractions() {
    let fractions = Self.large.patients.map(\.highGradeFraction)
    let none = Double(fractions.filter { $0 == 0 }.count) / Double(fractions.count)
    #expect(abs(none - 0.45) < 0.02)
    #expect(fractions.filter { $0 > 0 }.min() == 0.02)
    #expect((fractions.max() ?? 0) > 0.97)
  }

  @Test("the log hazard is that of the formula")
  func logHazard() {
    // 2.9 * 0.15 / (0.15 + 0.15)
    #expect(abs(SurvivalModel.slideLogHazard(highGradeFraction: 0.15) - 1.45) < 1e-12)
    #expect(SurvivalModel.slideLogHazard(highGradeFraction: 0) == 0)
    let reference = SurvivalModel.clinicalLogHazard(age: 60, grade: 2, tumourSizeMM: 20, positiveNodes: 0, ki67: 15)
    #expect(reference == 0)
    let one = SurvivalModel.clinicalLogHazard(age: 70, grade: 3, tumourSizeMM: 21, positiveNodes: 2, ki67: 25)
    // 1.10 * 1.32 * 1.02 * 1.08^2 * 1.23
    #expect(abs(exp(one) - 2.12480662) < 1e-7)
  }

  @Test("a drawn time has the survival that it was drawn for")
  func time() {
    let time = SurvivalModel.time(logHazard: 0.7, uniform: 0.4)
    let survival = exp(-SurvivalModel.scale * exp(0.7) * pow(time, SurvivalModel.shape))
    #expect(abs(survival - 0.6) < 1e-12)
    #expect(abs(exp(-exp(0.7) * SurvivalModel.cumulativeHazard(at: time)) - 0.6) < 1e-12)
  }

  @Test("a patient does not depend on how many follow")
  func prefix() {
    #expect(SimulatedCohort(patients: 3, seed: 5).patients == Array(Self.large.patients.prefix(3)))
  }

  @Test("the slide shows the fraction that drives the hazard")
  func slideShowsFraction() throws {
    let patient = try #require(Self.large.patients.first { $0.highGradeFraction > 0.2 })
    let tiles = SimulatedSlide(patient.recipe).tileFractions()
    #expect(tiles.count == 144)
    let highGrade = tiles.map(\.highGrade).reduce(0, +) / tiles.map(\.tumour).reduce(0, +)
    #expect(abs(highGrade - patient.highGradeFraction) < 0.03)
    #expect(tiles.filter { $0.tissue >= 0.6 }.count >= 100)
  }

  @Test("tables have a row a patient and the columns in their order")
  func tables() {
    let cohort = SimulatedCohort(patients: 2, seed: 1)
    let lines = cohort.table.split(separator: "\r\n")
    #expect(
      lines[0]
        == "patient,slide,time,event,age,grade,tumour_size_mm,positive_nodes,ki67,er,her2,menopausal")
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix("SYN-00001,slides/SYN-00001.svs,"))
    #expect(cohort.truthTable.hasPrefix("patient,high_grade_fraction,slide_log_hazard,log_hazard\r\n"))
  }
}

@Suite("The sample slides")
struct SampleSlidesTests {
  @Test("eight cases on nine slides: one with pen, one out of focus, one without mpp that its row gives")
  func composition() {
    let samples = SampleSlides.samples
    #expect(Set(samples.map(\.caseName)).count == 8)
    #expect(samples.count == 9)
    #expect(samples.filter { $0.recipe.pen != nil }.count == 1)
    #expect(samples.filter { $0.recipe.focus == .soft }.count == 1)
    #expect(samples.filter { !$0.recipe.declaresResolution }.map(\.file) == ["SYN-007.tiff"])
  }

  @Test("the manifest has a row a slide, in the order of the slides")
  func manifest() {
    let lines = SampleSlides.manifest.split(separator: "\r\n")
    #expect(
      lines[0]
        == "case,slide,mpp,received,patient,age,grade,tumour_size_mm,positive_nodes,ki67,er,her2,menopausal,note")
    #expect(lines.dropFirst().map { $0.split(separator: ",")[1] } == SampleSlides.samples.map { Substring($0.file) })
    #expect(lines[8].hasPrefix("SYN-007,SYN-007.tiff,0.5,"))
  }
}
