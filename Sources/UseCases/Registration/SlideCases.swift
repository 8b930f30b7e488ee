import Basics
import Casework
import Microscopy
import Prognosis

/// Slides that become cases, named one by one.
package struct SlideCases: Sendable {
  /// Micrometres per pixel, for slides that do not say it.
  package let mpp: Double?
  /// Of each case.
  package let clinical: ClinicalVariables
  package let slides: SlideAccess
  package let environment: UseCaseEnvironment

  package init(mpp: Double?, clinical: ClinicalVariables, slides: SlideAccess, environment: UseCaseEnvironment) {
    self.mpp = mpp
    self.clinical = clinical
    self.slides = slides
    self.environment = environment
  }

  /// Cases to be registered, with what was noticed of their slides.
  package struct Found: Sendable {
    package var cases: [Case] = []
    package var slides: [ExaminedSlide] = []
    /// Why slides are not among them.
    package var failures: [any Error] = []
  }

  /// One case of all slides at `paths`.
  ///
  /// - Throws: what is wrong with the first slide that cannot be registered.
  package func one(_ id: String, _ paths: [String]) throws -> Found {
    let slides = try paths.map(examined)
    return Found(cases: [record(id, slides.map(\.record))], slides: slides)
  }

  /// A case of each slide, named after its file. A slide that cannot be read is left out.
  ///
  /// - Throws: `Cancelled`.
  package func each(_ paths: [String]) throws -> Found {
    var found = Found()
    for path in paths {
      try environment.cancellation.check()
      do {
        let slide = try examined(path)
        found.slides.append(slide)
        found.cases.append(record(slide.record.caseName, [slide.record]))
      } catch { found.failures.append(error) }
    }
    return found
  }

  private func examined(_ path: String) throws -> ExaminedSlide {
    try slides.examined(path, mpp: try mpp.map(MicronsPerPixel.init(given:)))
  }

  private func record(_ id: String, _ slides: [CaseSlide]) -> Case {
    Case(id: id, received: environment.clock.day, slides: slides, clinical: clinical)
  }
}

extension CaseSlide {
  /// The file's name without its ending and without what a terminal must not see.
  fileprivate var caseName: String {
    let name = fileName
    let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 }
    let stem = String(dot.map { name[..<$0] } ?? name[...]).printable
    return stem.isEmpty ? "case" : stem
  }
}
