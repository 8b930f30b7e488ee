import Basics
import Sentences
import ArgumentParser
import Casework
import Cryptography
import Foundation
import NeuralNetworks
import SlideReading
import Tensors
import TerminalKit

/// `coverslip doctor`: what works here, and what to do about the rest.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check terminal, libraries, model and casebook.",
    discussion: "--encoders measures, on made-up weights, which published encoders this machine can run and how fast.")

  @OptionGroup var options: CasebookOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var workers: WorkerOptions

  @Flag(
    inversion: .prefixedNo, help: "Measure how fast the published sizes of encoder run here (at most some seconds).")
  var encoders = true

  @Flag(help: "Print only the name of the kernel that OpenBLAS runs here, as OPENBLAS_CORETYPE takes it.")
  var kernel = false

  func run() throws {
    if kernel { return Standard.output(BLAS.kernel.name) }
    let checks = [terminal, colours, encoding, slides, decoders, products, bundle, casebook, themes]
    Standard.output("\(Software.name)   \(Software.researchUseOnly)")
    checks.forEach { Standard.output($0.line) }
    if encoders { try EncoderTable(workers: workers.workers).lines { Standard.output($0) } }
    if checks.contains(where: { !$0.works }) { throw Exit.badData.code }
  }

  /// One line of the answer.
  private struct Check {
    let works: Bool
    let line: String

    init(_ subject: String, _ found: String, remedy: String? = nil) {
      works = remedy == nil
      let mark = works ? "ok  " : "FAIL"
      line =
        "\(mark)  \(subject.padding(toLength: 10, withPad: " ", startingAt: 0)) \(found.printable)"
        + (remedy.map { "\n      -> \($0)" } ?? "")
    }
  }

  private var environment: [String: String] { ProcessInfo.processInfo.environment }

  private var terminal: Check {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else {
      return Check("terminal", "stdout is no terminal; review needs one")
    }
    let found = "\(environment["TERM"] ?? "TERM is not set"), \(size.ws_col) x \(size.ws_row)"
    guard size.ws_col >= 80, size.ws_row >= 24 else {
      return Check("terminal", found, remedy: "review needs 80 x 24; enlarge the window")
    }
    return Check("terminal", found)
  }

  private var colours: Check {
    let depth = ColorDepth.detect(environment: environment, isTTY: isatty(STDOUT_FILENO) == 1)
    let advice = depth == .trueColor ? "" : " (over SSH: export COLORTERM=truecolor if the terminal has 24-bit colour)"
    return Check("colours", depth.rawValue + advice)
  }

  private var encoding: Check {
    let locale = environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? ""
    let isUTF8 = locale.uppercased().contains("UTF-8") || locale.uppercased().contains("UTF8")
    return Check(
      "encoding", locale.isEmpty ? "no locale is set" : locale,
      remedy: isUTF8 ? nil : "block characters need UTF-8: export LANG=C.UTF-8")
  }

  private var slides: Check {
    do {
      let library = try OpenSlideLibrary.installed()
      let others = library.passedOver.map { "; passed over: \($0)" }.joined()
      return Check("slides", "\(library.name) (\(library.path))\(others)")
    } catch {
      return Check("slides", "no slide can be read", remedy: error.words.sentence)
    }
  }

  private var products: Check { Check("products", BLAS.kernel.words) }

  /// What the library makes of small slides whose every pixel is known.
  private var decoders: Check {
    do {
      let report = DecoderReport.made(with: try OpenSlideLibrary.installed())
      return Check(
        "decoders", report.sentence,
        remedy: report.wrong.isEmpty ? nil : "do not score slides of these compressions; install OpenSlide 4")
    } catch {
      return Check("decoders", "no slide can be read", remedy: error.words.sentence)
    }
  }

  private var bundle: Check {
    do {
      let bundle = try ModelBundle.load(model.path)
      let demo = bundle.identity.demonstration ? "DEMO " : ""
      return Check("model", "\(demo)\(bundle.identity.name) \(bundle.identity.version), every digest holds")
    } catch {
      return Check("model", words(for: error)?.sentence ?? "\(error)", remedy: "name another bundle with --model")
    }
  }

  private var casebook: Check {
    guard isFile(options.path) else { return Check("casebook", "\(options.path): none yet; coverslip add makes it") }
    do {
      let verification = try options.openToRead().verify(resultDigest: FileDigest.sha256)
      let text = "\(options.path): \(VerificationText.text(verification))"
      return Check("casebook", text, remedy: verification.isIntact ? nil : "restore it from the last backup")
    } catch {
      return Check("casebook", words(for: error)?.sentence ?? "\(error)", remedy: "name another with --casebook")
    }
  }

  private var themes: Check {
    let themes = ThemeShelf(Places.current)
    return Check("themes", themes.names.joined(separator: ", "))
  }
}
