// swift-tools-version: 6.1
// The house: pure targets know no C library, no files and no clock; each edge owns one C library; the
// executable joins them. Sources/README.md draws the arrows, and `.ci/run` holds them.
import PackageDescription

/// `COVERSLIP_STRICT=1`, as continuous integration sets it, makes every warning an error.
let warningsAreErrors = Context.environment["COVERSLIP_STRICT"] != nil
let strict: [SwiftSetting] =
  [.swiftLanguageMode(.v6)] + (warningsAreErrors ? [.unsafeFlags(["-warnings-as-errors"])] : [])

/// `COVERSLIP_STATIC_RUNTIME=1`, as the Makefile sets it where the compiler has what it takes, links Swift's own
/// libraries into the program: it starts sooner, and runs where there is no Swift, as on a
/// cluster's nodes.
let foundation = [
  "Foundation", "CoreFoundation", "_FoundationICU", "_FoundationCShims", "_FoundationCollections",
  "FoundationEssentials", "FoundationInternationalization", "dispatch", "BlocksRuntime",
]
let runtime: [LinkerSetting] =
  Context.environment["COVERSLIP_STATIC_RUNTIME"] == "1"
  ? [
    .unsafeFlags(
      ["-static-stdlib", "-Xlinker", "--start-group"] + foundation.flatMap { ["-Xlinker", "-l\($0)"] }
        + ["-Xlinker", "--end-group"])
  ] : []

/// A library; everyone may use Basics.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: (name == "Basics" ? [] : ["Basics"]) + dependencies, swiftSettings: strict)
}

/// Tests are compiled without optimisation, which takes longer than they run; what they test is optimised.
let plain: [SwiftSetting] = strict + [.unsafeFlags(["-Onone"])]

/// Tests that compute much themselves, mostly slow twins of what they test.
let computing: Set<String> = [
  "Microscopy", "TissueAnalysis", "SurvivalStatistics", "TerminalKit", "SlideReading", "SlideWriting", "Tensors",
  "BrainFloats", "NeuralNetworks",
]

func tests(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + (name == "Basics" ? [] : ["Basics"]) + dependencies,
    exclude: exclude, resources: resources,
    swiftSettings: computing.contains(name) ? strict : plain)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let pure: [Target.Dependency] = [
  "Microscopy", "TissueAnalysis", "SurvivalStatistics", "Prognosis", "Tables", "Evaluation", "Casework",
  "ReadingQuality", "Labels", "TerminalKit", "SlidePictures", "Workstation", "TransparencyLog", "DICOMEncoding",
]
let edges: [Target.Dependency] = [
  "SlideReading", "ColorManagement", "SlideWriting", "FeatureFiles", "CasebookStore", "CursesTerminal", "Settings",
  "Reports", "Files", "Cryptography", "Console", "PNGCoding", "JPEGCoding", "QRCoding",
]

let package = Package(
  name: "coverslip",
  products: [.executable(name: "coverslip", targets: ["coverslip"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
  ],
  targets: [
    // Pure
    module("Basics"),
    module("Microscopy"),
    module("TissueAnalysis", ["Microscopy"]),
    module("SurvivalStatistics"),
    module("Prognosis", ["SurvivalStatistics"]),
    module("Tables", ["Prognosis"]),
    module("Evaluation", ["SurvivalStatistics", "Tables", "Prognosis"]),
    module("Casework", ["Microscopy", "Prognosis", "Tables"]),
    module("ReadingQuality", ["Microscopy", "Casework", "Prognosis", "SurvivalStatistics"]),
    module("TransparencyLog"),
    module("DICOMEncoding"),
    module("Labels", ["Microscopy", "Casework", "Prognosis", "SurvivalStatistics", "Evaluation", "ReadingQuality"]),
    module("TerminalKit", ["CVectors"]),
    module("SlidePictures", ["Microscopy", "TerminalKit"]),
    module(
      "Workstation",
      [
        "Microscopy", "SurvivalStatistics", "Prognosis", "Evaluation", "Casework", "Labels", "TerminalKit",
        "SlidePictures",
      ]),

    // Edges: one C library each
    // Only the headers of these three: the libraries are opened when they are first used, so pkg-config's -lopenslide,
    // -lhdf5 and -llcms2 must stay out.
    .systemLibrary(name: "COpenSlide", providers: [.apt(["libopenslide-dev"])]),
    .systemLibrary(name: "CHDF5", providers: [.apt(["libhdf5-dev"])]),
    .systemLibrary(name: "CLCMS", providers: [.apt(["liblcms2-dev"])]),
    .systemLibrary(name: "CTIFF", pkgConfig: "libtiff-4", providers: [.apt(["libtiff-dev"])]),
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
    .systemLibrary(name: "CPNG", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CJPEG", providers: [.apt(["libjpeg-dev"])]),
    .systemLibrary(name: "CQREncode", providers: [.apt(["libqrencode-dev"])]),
    .target(name: "CVectors"),
    module("SlideReading", ["Microscopy", "COpenSlide"]),
    module("ColorManagement", ["Microscopy", "CLCMS"]),
    module("SlideWriting", ["Files", "Microscopy", "CTIFF"]),
    module("Tensors", ["COpenBLAS", "CVectors"]),
    module("BrainFloats", ["COneDNN", "CVectors"]),
    module("Files"),
    module("Cryptography", ["Files", crypto, cryptoExtras]),
    module("FeatureFiles", ["Files", "Microscopy", "CHDF5"]),
    module("CasebookStore", ["Files", "Cryptography", "Casework", "Microscopy", "Prognosis", grdb]),
    module("CursesTerminal", ["TerminalKit", "CNcurses"]),
    module("Settings", ["Files", "TerminalKit", "Casework", toml]),
    module("Reports", ["CCairo"]),
    module("PNGCoding", ["CPNG"]),
    module("JPEGCoding", ["Microscopy", "CJPEG"]),
    module("QRCoding", ["CQREncode"]),
    module("Console", ["Casework", "TerminalKit"]),

    // Networks
    module(
      "NeuralNetworks",
      [
        "Files", "Cryptography", "Tensors", "BrainFloats", "FeatureFiles", "Microscopy", "SurvivalStatistics",
        "Prognosis", "Evaluation", toml,
      ]),

    // The application
    module("UseCases", pure + edges + ["NeuralNetworks", "Tensors"]),
    module("Sentences", pure + edges + ["NeuralNetworks", "Tensors", "UseCases"]),
    module("Documents", pure + ["Reports", "UseCases"]),
    module("Exports", pure + edges + ["NeuralNetworks", "UseCases", "Sentences", "Documents"]),
    module("Arguments", pure + edges + ["NeuralNetworks", "UseCases", "Sentences", "Exports", arguments]),
    .executableTarget(
      name: "coverslip",
      dependencies: pure + edges + [
        "Basics", "NeuralNetworks", "Tensors", "UseCases", "Sentences", "Documents", "Exports", "Arguments", arguments,
      ],
      resources: [.copy("Resources/demonstration"), .copy("Resources/demonstration.evaluation.json")],
      swiftSettings: strict, linkerSettings: runtime),

    // Figures, taken by hand: `swift run -c release benchmark`
    .executableTarget(
      name: "benchmark",
      dependencies: [
        "Basics", "Microscopy", "TissueAnalysis", "SlideReading", "SlideWriting", "TerminalKit", "Tensors",
        "BrainFloats", "JPEGCoding",
        "FeatureFiles", "NeuralNetworks", "COpenSlide", "SurvivalStatistics", "Evaluation", "Prognosis",
        grdb, "Casework", "CasebookStore", "Workstation", "SlidePictures", "UseCases", "CursesTerminal", "Sentences",
      ],
      path: "Benchmarks", exclude: ["README.md", "peers"], swiftSettings: strict),

    // Tests
    tests("Basics"),
    tests("Microscopy"),
    tests("TissueAnalysis", ["Microscopy"]),
    tests("Tables", ["Prognosis"]),
    tests("SurvivalStatistics", resources: [.copy("Fixtures")]),
    tests("Evaluation", ["SurvivalStatistics", "Tables"]),
    tests("Prognosis", ["SurvivalStatistics"]),
    tests("Casework", ["Microscopy", "Prognosis", "Tables", "SurvivalStatistics"]),
    tests("ReadingQuality", ["Microscopy", "Casework", "Prognosis", "SurvivalStatistics"]),
    tests("TransparencyLog", ["Cryptography"], resources: [.copy("Fixtures")]),
    tests("DICOMEncoding"),
    tests("TerminalKit"),
    tests("Labels", ["Microscopy", "Casework", "Prognosis", "SurvivalStatistics", "Evaluation"]),
    tests("SlidePictures", ["Microscopy", "TerminalKit"]),
    tests(
      "Workstation",
      [
        "Microscopy", "SurvivalStatistics", "Prognosis", "Evaluation", "Casework", "Labels", "TerminalKit",
        "SlidePictures",
      ],
      exclude: ["Golden/Screens"]),
    tests("SlideReading", ["Microscopy", "SlideWriting", "JPEGCoding"]),
    tests("ColorManagement", ["Microscopy"]),
    tests("SlideWriting", ["Microscopy"]),
    tests("Tensors"),
    tests("BrainFloats"),
    tests("Files"),
    tests("Cryptography", ["Files"]),
    tests("FeatureFiles", ["Files", "Microscopy"], resources: [.copy("Fixtures")]),
    tests(
      "CasebookStore", ["Cryptography", "Casework", "Microscopy", "Prognosis", "CFaultyDisk", grdb],
      resources: [.copy("Fixtures")]),
    .target(name: "CFaultyDisk", path: "Tests/CFaultyDisk", linkerSettings: [.linkedLibrary("sqlite3")]),
    tests("CursesTerminal", ["TerminalKit"]),
    tests("Settings", ["TerminalKit", "Casework"]),
    tests("Reports"),
    tests("PNGCoding", ["TerminalKit"]),
    tests("JPEGCoding", ["Microscopy"]),
    tests("QRCoding"),
    tests("Console", ["Casework", "TerminalKit"]),
    tests(
      "NeuralNetworks",
      [
        "Files", "Cryptography", "Tensors", "BrainFloats", "FeatureFiles", "Microscopy", "TissueAnalysis",
        "SurvivalStatistics", "Prognosis",
      ],
      resources: [.copy("Fixtures")]),
    tests("UseCases", pure + edges + ["NeuralNetworks", "Tensors"]),
    tests("Sentences", pure + edges + ["NeuralNetworks", "UseCases"]),
    tests("Documents", pure + edges + ["NeuralNetworks", "UseCases"]),
    tests("Exports", pure + edges + ["NeuralNetworks", "UseCases", "Sentences", "Documents"]),
    .testTarget(
      name: "coverslipTests",
      dependencies: pure + edges + [
        "Basics", "NeuralNetworks", "Tensors", "UseCases", "Sentences", "Documents", "Exports",
      ],
      exclude: ["Fixtures"], swiftSettings: plain),
  ]
)
