// swift-tools-version: 6.1
// The house: pure targets know no C library, no files and no clock; each edge owns one C library; the
// executable joins them. Sources/README.md draws the arrows, and `.ci/run` holds them.
import PackageDescription

/// `COVERSLIP_STRICT=1`, as continuous integration sets it, makes every warning an error.
let warningsAreErrors = Context.environment["COVERSLIP_STRICT"] != nil
let strict: [SwiftSetting] =
  [.swiftLanguageMode(.v6)] + (warningsAreErrors ? [.unsafeFlags(["-warnings-as-errors"])] : [])

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, resources: resources,
    swiftSettings: strict)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "coverslip",
  products: [.executable(name: "coverslip", targets: ["coverslip"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // Pure
    module("Microscopy"),
    module("TissueAnalysis", ["Microscopy"]),
    module("SurvivalStatistics"),
    module("Tables"),
    module("CohortEvaluation", ["SurvivalStatistics", "Tables"]),
    module("Prognosis", ["SurvivalStatistics"]),
    module("Casework", ["Microscopy", "Prognosis", "Tables"]),
    module("TerminalKit"),
    module("Workstation", ["Microscopy", "Prognosis", "Casework", "TerminalKit"]),

    // Edges: one C library each
    // Only its header: the library is opened when the program runs, so pkg-config's -lopenslide must stay out.
    .systemLibrary(name: "COpenSlide", providers: [.apt(["libopenslide-dev"])]),
    .systemLibrary(name: "CTIFF", pkgConfig: "libtiff-4", providers: [.apt(["libtiff-dev"])]),
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5-serial", providers: [.apt(["libhdf5-dev"])]),
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
    .target(name: "CVectors"),
    module("SlideReading", ["Microscopy", "COpenSlide"]),
    module("SlideWriting", ["Microscopy", "CTIFF"]),
    module("Tensors", ["COpenBLAS", "CVectors"]),
    module("BrainFloats", ["COneDNN", "CVectors"]),
    module("FeatureFiles", ["CHDF5"]),
    module("CasebookStore", ["Casework", "Microscopy", "Prognosis", grdb, crypto]),
    module("CursesTerminal", ["TerminalKit", "CNcurses"]),
    module("Themes", ["TerminalKit", toml]),
    module("Reports", ["CCairo"]),

    // On top
    module(
      "NeuralNetworks",
      ["Tensors", "BrainFloats", "FeatureFiles", "Microscopy", "SurvivalStatistics", "Prognosis", toml, crypto]),
    .executableTarget(
      name: "coverslip",
      dependencies: [
        "Microscopy", "TissueAnalysis", "SurvivalStatistics", "Tables", "CohortEvaluation", "Prognosis", "Casework",
        "TerminalKit", "Workstation", "SlideReading", "SlideWriting", "FeatureFiles", "CasebookStore", "CursesTerminal",
        "Themes", "Reports", "NeuralNetworks", "Tensors",
        arguments, crypto,
      ],
      resources: [.copy("Resources/demonstration"), .copy("Resources/demonstration.evaluation.json")],
      swiftSettings: strict),

    // Figures, taken by hand: `swift run -c release benchmark`
    .executableTarget(
      name: "benchmark",
      dependencies: [
        "Microscopy", "TissueAnalysis", "SlideReading", "SlideWriting", "TerminalKit", "Tensors", "BrainFloats",
        "FeatureFiles", "NeuralNetworks", "COpenSlide", "SurvivalStatistics", "CohortEvaluation", "Prognosis",
        "Casework",
        "Workstation",
      ],
      path: "Benchmarks", exclude: ["README.md", "peers"], swiftSettings: strict),

    // Tests
    tests("Microscopy"),
    tests("TissueAnalysis", ["Microscopy"]),
    tests("Tables"),
    tests("SurvivalStatistics", resources: [.copy("Fixtures")]),
    tests("CohortEvaluation", ["SurvivalStatistics"]),
    tests("Prognosis", ["SurvivalStatistics"]),
    tests("Casework", ["Microscopy", "Prognosis"]),
    tests("TerminalKit"),
    tests("Workstation", ["Microscopy", "Prognosis", "Casework", "TerminalKit"]),
    tests("SlideReading", ["Microscopy"]),
    tests("SlideWriting", ["Microscopy"]),
    tests("Tensors"),
    tests("BrainFloats"),
    tests("FeatureFiles", resources: [.copy("Fixtures")]),
    tests("CasebookStore", ["Casework", "Microscopy", "Prognosis", grdb]),
    tests("CursesTerminal", ["TerminalKit"]),
    tests("Themes", ["TerminalKit"]),
    tests("Reports"),
    tests(
      "NeuralNetworks",
      ["Tensors", "BrainFloats", "FeatureFiles", "Microscopy", "TissueAnalysis", "SurvivalStatistics", "Prognosis"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "coverslipTests",
      dependencies: [
        "coverslip", "Microscopy", "SlideWriting", "TissueAnalysis", "FeatureFiles", "Tensors", "Casework",
      ],
      swiftSettings: strict),
  ]
)
