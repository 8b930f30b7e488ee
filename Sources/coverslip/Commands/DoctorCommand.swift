import ArgumentParser
import Console
import Files
import Foundation
import Labels
import Sentences
import Settings
import Tensors
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

  @Flag(help: "Print only the name of the kernel that OpenBLAS runs here, as OPENBLAS_CORETYPE takes it.")
  var kernel = false

  func run() throws {
    if kernel { return Standard.output(BLAS.kernel.name) }
    let doctor = Doctor(
      variables: ProcessInfo.processInfo.environment, terminal: Standard.terminal, bundle: model.path)
    let themes = ThemeShelf(.current)
    let findings = doctor.findings + [casebook, settings, .themes(themes.names, mistakes: themes.failures)]
    let text = ["\(Software.name)   \(ResearchUse.sentence)"] + findings.map(\.line)
    Standard.output(json ? DoctorJSON.text(findings, software: Software.name) : text.joined(separator: "\n"))
    if encoders, !json { try EncoderTable(speeds).lines { Standard.output($0) } }
    if findings.contains(where: { !$0.works }) { throw Exit.badData.code }
  }

  private var speeds: EncoderSpeeds {
    EncoderSpeeds(
      workers: workers.workers, memory: Double(ProcessInfo.processInfo.physicalMemory),
      environment: NoticeBoard.environment())
  }

  private var settings: Doctor.Finding { .settings(Result { try CasebookSettings(beside: options.path).files }) }

  private var casebook: Doctor.Finding {
    .casebook(
      path: options.path,
      Result {
        FilePaths.isFile(options.path) ? try options.openToRead().verify(resultDigest: options.resultDigest) : nil
      }
    )
  }
}
