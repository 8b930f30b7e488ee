import ArgumentParser
import Arguments
import Console
import Files
import Prognosis
import Sentences
import UseCases

/// `coverslip add`: registers cases.
struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Register cases: slides one by one, or a manifest.",
    discussion: CommandHelp.add)

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
    let environment = NoticeBoard.environment()
    if let manifest { return try addManifest(manifest, environment) }
    let paths = slides.map { FilePaths.absolute($0) }
    let cases = SlideCases(mpp: mpp, clinical: try clinical.variables(), slides: .files, environment: environment)
    try add(try caseID.map { try cases.one($0, paths) } ?? cases.each(paths), environment)
  }

  private func addManifest(_ path: String, _ environment: UseCaseEnvironment) throws {
    let known = FilePaths.isFile(options.path) ? Set(try options.open().cases { _ in true }.map(\.id)) : []
    let reading = try ManifestReading.file(
      path, leniency: .init(leavesOut: leavesOut, keepsNearColumns: keepsNearColumns), registered: known, environment)
    RegistrationText.leftOut(reading.leftOut, manifest: path).forEach { Standard.error($0) }
    try register(reading.cases, in: try options.open(create: true), environment.notices)
    RegistrationText.lines(reading).forEach { Standard.output($0) }
  }

  /// A slide that cannot be read is named and left out; the others are registered.
  private func add(_ found: SlideCases.Found, _ environment: UseCaseEnvironment) throws {
    if !found.cases.isEmpty {
      try register(found.cases, in: try options.open(create: true), environment.notices)
      RegistrationText.lines(found, caseID: caseID).forEach { Standard.output($0) }
    }
    guard let last = found.failures.last else { return }
    found.failures.dropLast().forEach { environment.notices(.registration(.slideLeftOut($0))) }
    throw last
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
    if let problem = variables.problems().first { throw problem.words }
    return variables
  }
}

extension ReceptorStatus: ExpressibleByArgument {}
extension MenopausalStatus: ExpressibleByArgument {}
