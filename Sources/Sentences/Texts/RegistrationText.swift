import Basics
import Labels
import UseCases

/// What was registered, in lines.
package enum RegistrationText {
  /// Of a manifest: columns that are unknown, how many cases, and what was noticed of the slides.
  package static func lines(_ reading: ManifestReading) -> [String] {
    let unknown = reading.unknownColumns.joined(separator: ", ")
    let left = reading.leftOut.isEmpty ? "" : ", left out \(reading.leftOutCases)"
    return (unknown.isEmpty ? [] : ["kept as they are, columns unknown here: \(unknown)"])
      + ["registered \(reading.cases.count.counted("case"))\(left)"] + lines(reading.slides)
  }

  /// Of slides that were given one by one, with the case that they all belong to where there is one.
  package static func lines(_ found: SlideCases.Found, caseID: String?) -> [String] {
    let count = found.slides.count
    let registered =
      caseID.map { "registered case \($0.printable) with \(count.counted("slide"))" }
      ?? "registered \(found.cases.map(\.id.printable).joined(separator: ", "))"
    return [registered] + lines(found.slides)
  }

  /// What is wrong with the cases of a manifest that are left out; of many the first.
  package static func leftOut(_ faults: [ManifestFault], manifest path: String) -> [String] {
    faults.prefix(20).map { "left out: \($0.words(manifest: path).sentence)" }
      + (faults.count > 20 ? ["left out: \(faults.count - 20) more problems"] : [])
  }

  /// What was noticed of the slides, and how far they were looked at.
  private static func lines(_ slides: [ExaminedSlide]) -> [String] {
    slides.flatMap(\.lines) + [
      "pixels were read at \(PixelTrial.places) places of each slide; the tissue is read when it is scored"
    ]
  }
}
