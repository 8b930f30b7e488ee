import ArgumentParser
import Arguments
import Console
import Files
import Foundation
import Labels
import Sentences
import Settings
import Tensors
import TerminalKit
import UseCases

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

  @Flag(help: "As JSON, without the encoders.")
  var json = false

  @Flag(help: "Print only what the terminal shows: symbols, greys, colours, heat.")
  var testCard = false

  @Flag(help: "Print only the name of the kernel that OpenBLAS runs here, as OPENBLAS_CORETYPE takes it.")
  var kernel = false

  func run() throws {
    if kernel { return Standard.output(BLAS.kernel.name) }
    let (themes, own, variables) = (ThemeShelf(.current), UserSettings(.current), ProcessInfo.processInfo.environment)
    let known = TerminalKnowledge.ofProcess(variables, configuration: own.terminal)
    if testCard { return Standard.output(bytes: TestCard(known).bytes) }
    let casebook = Result {
      FilePaths.isFile(options.path) ? try options.openToRead().verify(resultDigest: options.resultDigest) : nil
    }
    let doctor = Doctor(variables: variables, terminal: Standard.terminal, known: known, bundle: model.path)
    let findings =
      doctor.findings + [.casebook(path: options.path, casebook)]
      + Doctor.settings(beside: options.path, own: own, themes: themes)
    Standard.output(json ? DoctorJSON.text(findings, software: Software.name) : Doctor.text(findings, Software.name))
    if Standard.terminal != nil, !json, !Standard.isPlain { Standard.output(bytes: TestCard(known).bytes) }
    if encoders, !json {
      let speeds = EncoderSpeeds(
        workers: workers.workers, memory: Double(ProcessInfo.processInfo.physicalMemory),
        environment: NoticeBoard.environment())
      try EncoderTable(speeds).lines { Standard.output($0) }
    }
    if findings.contains(where: { !$0.works }) { throw Exit.badData.code }
  }
}
