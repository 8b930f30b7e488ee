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
    let reading = try ManifestReading(path: path)
    let casebook = try options.open(create: true)
    try casebook.register(reading.cases)
    if !reading.unknownColumns.isEmpty {
      Standard.output("kept as they are, columns unknown here: \(reading.unknownColumns.joined(separator: ", "))")
    }
    Standard.output("registered \(reading.cases.count) cases")
  }

  private func addOne(_ id: String) throws {
    let records = try slides.map {
      try SlideOpening.record(absolutePath($0), mpp: try mpp.map(SlideOpening.micronsPerPixel))
    }
    let record = Case(
      id: id, received: String(Clock.timestamp().prefix(10)), slides: records, clinical: try clinical.variables())
    try options.open(create: true).register([record])
    Standard.output("registered case \(id.printable) with \(records.count) slide\(records.count == 1 ? "" : "s")")
  }

  /// A slide that cannot be read is named and left out; the others are registered.
  private func addEach() throws {
    let variables = try clinical.variables()
    var cases: [Case] = []
    var failures: [CommandFailure] = []
    for slide in slides {
      do {
        let record = try SlideOpening.record(absolutePath(slide), mpp: try mpp.map(SlideOpening.micronsPerPixel))
        cases.append(
          Case(
            id: Self.name(of: record), received: String(Clock.timestamp().prefix(10)), slides: [record],
            clinical: variables))
      } catch let failure as CommandFailure {
        failures.append(failure)
      }
    }
    if !cases.isEmpty {
      try options.open(create: true).register(cases)
      Standard.output("registered \(cases.map(\.id.printable).joined(separator: ", "))")
    }
    guard let last = failures.last else { return }
    failures.dropLast().forEach { Standard.error($0.sentence) }
    throw last
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
