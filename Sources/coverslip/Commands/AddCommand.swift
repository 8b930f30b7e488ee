import Basics
import Sentences
import ArgumentParser
import CasebookStore
import Casework
import Foundation
import Prognosis

/// `coverslip add`: registers cases.
struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Register cases: slides one by one, or a manifest.",
    discussion: """
      Without --case each slide becomes a case named after its file. With --case all slides belong to that case. A \
      manifest is a CSV file with the columns case, slide, mpp, received, patient, age, grade, tumour_size_mm, \
      positive_nodes, ki67, er, her2, menopausal, note, and those that only comparators ask for (see the command \
      comparators); a case on several rows has several slides, and slide paths are \
      relative to the manifest.
      """)

  @OptionGroup var options: CasebookOptions

  @Argument(help: "Slides.")
  var slides: [String] = []

  @Option(name: .customLong("case"), help: "The case that the slides belong to.")
  var caseID: String?

  @Option(help: "Micrometres per pixel, for slides that do not say it.")
  var mpp: Double?

  @Option(help: ArgumentHelp("A table of cases.", valueName: "cases.csv"))
  var manifest: String?

  @Flag(name: .customLong("skip"), help: "With --manifest: leave out cases that cannot be registered, and say which.")
  var leavesOut = false

  @Flag(name: .customLong("keep-columns"), help: "With --manifest: keep columns that are called nearly as known ones.")
  var keepsNearColumns = false

  @OptionGroup(title: "Clinical variables of the case") var clinical: ClinicalOptions

  func validate() throws {
    guard (manifest == nil) != slides.isEmpty else {
      throw ValidationError("Give slides, or --manifest with a table of cases.")
    }
    if manifest != nil, caseID != nil || mpp != nil {
      throw ValidationError("--case and --mpp go with slides; a manifest has columns for them.")
    }
  }

  func run() throws {
    if let manifest { return try addManifest(manifest) }
    if let caseID { return try addOne(caseID) }
    try addEach()
  }

  private func addManifest(_ path: String) throws {
    let known = isFile(options.path) ? Set(try options.open().caseFiles().map(\.record.id)) : []
    let reading = try ManifestReading(
      path: path, .init(leavesOut: leavesOut, keepsNearColumns: keepsNearColumns), registered: known)
    reading.leftOut.prefix(20).forEach { Standard.error("left out: \($0)") }
    if reading.leftOut.count > 20 { Standard.error("left out: \(reading.leftOut.count - 20) more problems") }
    guard !reading.cases.isEmpty else {
      throw CommandFailure(.badData, "\(path): every case was left out; correct the table")
    }
    let casebook = try options.open(create: true)
    try SlideRemarks.register(reading.cases, in: casebook)
    if !reading.unknownColumns.isEmpty {
      Standard.output("kept as they are, columns unknown here: \(reading.unknownColumns.joined(separator: ", "))")
    }
    let left = reading.leftOut.isEmpty ? "" : ", left out \(reading.leftOutCases)"
    Standard.output("registered \(reading.cases.count) cases\(left)")
    Self.report(reading.slides)
  }

  private func addOne(_ id: String) throws {
    let examined = try slides.map {
      try SlideOpening.examined(absolutePath($0), mpp: try mpp.map(SlideOpening.micronsPerPixel))
    }
    let records = examined.map(\.record)
    let record = Case(
      id: id, received: String(Clock.timestamp().prefix(10)), slides: records, clinical: try clinical.variables())
    try SlideRemarks.register([record], in: try options.open(create: true))
    Standard.output("registered case \(id.printable) with \(records.count) slide\(records.count == 1 ? "" : "s")")
    Self.report(examined)
  }

  /// A slide that cannot be read is named and left out; the others are registered.
  private func addEach() throws {
    let variables = try clinical.variables()
    var cases: [Case] = []
    var examined: [ExaminedSlide] = []
    var failures: [CommandFailure] = []
    for slide in slides {
      do {
        let slide = try SlideOpening.examined(absolutePath(slide), mpp: try mpp.map(SlideOpening.micronsPerPixel))
        let record = slide.record
        examined.append(slide)
        cases.append(
          Case(
            id: Self.name(of: record), received: String(Clock.timestamp().prefix(10)), slides: [record],
            clinical: variables))
      } catch let failure as CommandFailure {
        failures.append(failure)
      }
    }
    if !cases.isEmpty {
      try SlideRemarks.register(cases, in: try options.open(create: true))
      Standard.output("registered \(cases.map(\.id.printable).joined(separator: ", "))")
      Self.report(examined)
    }
    guard let last = failures.last else { return }
    failures.dropLast().forEach { Standard.error($0.sentence) }
    throw last
  }

  /// What was noticed of the slides, and how far they were looked at.
  private static func report(_ slides: [ExaminedSlide]) {
    slides.flatMap(\.lines).forEach { Standard.output($0) }
    Standard.output(
      "pixels were read at \(PixelTrial.places) places of each slide; the tissue is read when it is scored")
  }

  /// The file's name without its ending and without what a terminal must not see.
  private static func name(of slide: CaseSlide) -> String {
    let stem = URL(fileURLWithPath: slide.path).deletingPathExtension().lastPathComponent.printable
    return stem.isEmpty ? "case" : stem
  }
}

/// The clinical variables as options, for a case without a manifest.
struct ClinicalOptions: ParsableArguments {
  @Option(help: "Years.") var age: Double?
  @Option(help: "Nottingham grade, 1 to 3.") var grade: Int?
  @Option(name: .customLong("tumour-size"), help: "Largest invasive diameter, mm.") var tumourSize: Double?
  @Option(help: "Invaded lymph nodes.") var positiveNodes: Int?
  @Option(help: "Ki-67, percent.") var ki67: Double?
  @Option(help: "positive or negative.") var er: ReceptorStatus?
  @Option(help: "positive, negative or equivocal.") var her2: ReceptorStatus?
  @Option(help: "pre, peri or post.") var menopausal: MenopausalStatus?

  /// The values, refused where one is out of its range.
  func variables() throws -> ClinicalVariables {
    let variables = ClinicalVariables(
      age: age, grade: grade, tumourSizeMM: tumourSize, positiveNodes: positiveNodes, ki67: ki67, er: er, her2: her2,
      menopausal: menopausal)
    if let problem = variables.problems().first { throw CommandFailure(.usage, problem.words) }
    return variables
  }
}

extension ReceptorStatus: ExpressibleByArgument {}
extension MenopausalStatus: ExpressibleByArgument {}

extension ClinicalProblem {
  /// The value and what is possible.
  fileprivate var words: String {
    let range = variable.possible
    return "\(variable.rawValue) \(value) is not possible; it lies between \(range.lowerBound) and \(range.upperBound)"
  }
}
