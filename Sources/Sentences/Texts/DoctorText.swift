import Basics
import Casework
import FeatureFiles
import Labels
import SlideReading
import Tensors
import TerminalKit
import UseCases

extension Doctor {
  /// What was found, a line or more for everything.
  ///
  /// - Parameter software: name and version of the program.
  package static func text(_ findings: [Finding], _ software: String) -> String {
    (["\(software)   \(ResearchUse.sentence)"] + findings.map(\.line)).joined(separator: "\n")
  }
}

extension Doctor.Finding {
  /// Whether all is well.
  package var works: Bool { remedies.isEmpty }

  /// `ok    slides     OpenSlide 4.0.0`, or with what to do below it.
  package var line: String {
    let mark = works ? "ok  " : "FAIL"
    let name = subject + String(repeating: " ", count: max(0, 10 - subject.count))
    return "\(mark)  \(name) \(found.printable)" + remedies.map { "\n      -> \($0.printable)" }.joined()
  }

  /// What was looked at, in one word that does not change.
  var subject: String {
    switch self {
    case .terminal: "terminal"
    case .answers: "answers"
    case .colours: "colours"
    case .symbols: "symbols"
    case .pixels: "pixels"
    case .frames: "frames"
    case .cell: "cell"
    case .configuration: "config"
    case .encoding: "encoding"
    case .slides: "slides"
    case .decoders: "decoders"
    case .features: "features"
    case .profiles: "profiles"
    case .products: "products"
    case .model: "model"
    case .casebook: "casebook"
    case .settings: "settings"
    case .themes: "themes"
    }
  }

  /// What there is, in words.
  var found: String {
    switch self {
    case .terminal(_, nil): "stdout is no terminal; review needs one"
    case .terminal(let name, let size?): "\(name ?? "TERM is not set"), \(size.columns) x \(size.rows)"
    case .answers(let known): known.replyWords
    case .colours(let known): known.colourWords + Self.advice(known.depth)
    case .symbols(let known): known.symbolWords
    case .pixels(let known): known.pixelWords
    case .frames(let known): known.frameWords
    case .cell(let known): known.cellWords
    case .configuration(let file, _): file ?? "no config.toml"
    case .encoding(let locale): locale ?? "no locale is set"
    case .slides(.success(let library)):
      "\(library.name) (\(library.path))" + library.passedOver.map { "; passed over: \($0)" }.joined()
    case .slides(.failure), .decoders(.failure): "no slide can be read"
    case .decoders(.success(let report)): report.sentence
    case .features(.success(let library)): "HDF5 \(library.version)"
    case .features(.failure): "no feature file in HDF5 can be read or written"
    case .profiles(.success(let library)): library
    case .profiles(.failure): "slides show as scanned: ICC profiles need Little CMS, Debian's liblcms2-2"
    case .products(let kernel): kernel.words
    case .model(.success(let model)):
      "\(model.demonstration ? "DEMO " : "")\(model.name) \(model.version), every digest holds"
    case .model(.failure(let error)), .casebook(_, .failure(let error)), .settings(.failure(let error)):
      sentence(of: error)
    case .casebook(let path, .success(nil)): "\(path): none yet; coverslip add makes it"
    case .casebook(let path, .success(let verification?)): "\(path): \(VerificationText.text(verification))"
    case .settings(.success(let files)): files.isEmpty ? "none beside the casebook" : files.joined(separator: ", ")
    case .themes(let names, _): names.joined(separator: ", ")
    }
  }

  private static func advice(_ depth: TerminalKnowledge.Known<ColorDepth>) -> String {
    depth == TerminalKnowledge.Known(.trueColor, .guess) || depth.source != .guess
      ? "" : " (over SSH: export COLORTERM=truecolor if the terminal has 24-bit colour)"
  }

  /// What to do, in one sentence; `nil` where all is well.
  var remedy: String? { works ? nil : remedies.map(\.printable).joined(separator: "; ") }

  /// What to do about each thing that is wrong; nothing where all is well.
  private var remedies: [String] {
    switch self {
    case .themes(_, let mistakes), .configuration(_, let mistakes): mistakes.map { sentence(of: $0) }
    case .terminal, .answers, .colours, .symbols, .pixels, .frames, .cell, .encoding, .slides, .decoders, .features,
      .profiles, .products, .model, .casebook, .settings:
      only.map { [$0] } ?? []
    }
  }

  /// What to do where one thing can be wrong.
  private var only: String? {
    switch self {
    case .terminal(_, let size?) where size.columns < Doctor.smallest.columns || size.rows < Doctor.smallest.rows:
      "review needs \(Doctor.smallest.columns) x \(Doctor.smallest.rows); enlarge the window"
    case .encoding(let locale) where !Self.isUTF8(locale ?? ""): "block characters need UTF-8: export LANG=C.UTF-8"
    case .slides(.failure(let error)), .decoders(.failure(let error)), .features(.failure(let error)):
      sentence(of: error)
    case .decoders(.success(let report)) where !report.wrong.isEmpty:
      "do not score slides of these compressions; install OpenSlide 4"
    case .model(.failure): "name another bundle with --model"
    case .casebook(_, .failure): "name another with --casebook"
    case .casebook(_, .success(let verification?)) where !verification.isIntact: "restore it from the last backup"
    case .settings(.failure): "correct the file; moved away, nothing of it holds, and no label is checked by a pattern"
    case .terminal, .answers, .colours, .symbols, .pixels, .frames, .cell, .configuration, .encoding, .slides,
      .decoders, .features, .profiles, .products, .model, .casebook, .settings, .themes:
      nil
    }
  }

  private static func isUTF8(_ locale: String) -> Bool {
    locale.uppercased().contains("UTF-8") || locale.uppercased().contains("UTF8")
  }
}
