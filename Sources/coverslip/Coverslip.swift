import ArgumentParser
import Basics
import Console
import Foundation
import Sentences
import Tensors

/// The command line: one door, one command a file.
@main
struct Coverslip: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverslip",
    abstract: "Review what a deep-learning model says of a breast-cancer slide, in the terminal.",
    discussion: "Research use only, not a medical device. Every command takes --accessible: lines, no drawing.",
    version: Software.version,
    subcommands: [
      ReviewCommand.self, ReadCommand.self, AddCommand.self, QueueCommand.self, ShowCommand.self, SignCommand.self,
      AddendumCommand.self, AmendCommand.self, LabelCommand.self, ReviewerCommand.self, ProtocolCommand.self,
      CompareCommand.self, ComparatorsCommand.self, ScoreCommand.self, RenderCommand.self, EncodeCommand.self,
      AggregateCommand.self, ModelCommand.self, TrainCommand.self, EvaluateCommand.self, FitCommand.self,
      SimulateCommand.self, LedgerCommand.self, CasebookCommand.self, PrepareCommand.self, DoctorCommand.self,
      RegionsCommand.self, ReportCommand.self, ExportCommand.self, OrdersCommand.self, OutboxCommand.self,
      StatsCommand.self, OutcomeCommand.self, RepeatCommand.self,
    ],
    defaultSubcommand: ReviewCommand.self)

  /// Runs the command and turns every error into one sentence on stderr and an exit code of `sysexits.h`.
  static func main() {
    Standard.begin()
    BLASStart.useBestKernel()
    // The memory of a program that asks for passphrases is written to no core file.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    let code = ended()
    guard let failure = Standard.finish()?.words else { Foundation.exit(code) }
    Standard.error(failure.sentence)
    Foundation.exit(code == 0 ? failure.exit.rawValue : code)
  }

  /// Runs the command, and says how it ended.
  private static func ended() -> Int32 {
    var isRunning = false
    do {
      let (arguments, isPlain) = PlainOutput.taken(from: CommandLine.arguments)
      if isPlain { Standard.speakPlainly() }
      try CommandRefusal.check(arguments, notUTF8: GivenArguments.firstNotUTF8, among: commands)
      var command = try parseAsRoot(NegativeValues.tied(Array(arguments.dropFirst())))
      isRunning = true
      try command.run()
      return 0
    } catch is Cancelled {
      Interruption.end()
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      return told(error, isRunning)
    }
  }

  /// Says what was asked for (the help, the version), or what went wrong.
  private static func told(_ error: any Error, _ isRunning: Bool) -> Int32 {
    let failure = words(for: error)
    guard failure != nil || exitCode(for: error) != .success else {
      Standard.output(fullMessage(for: error))
      return 0
    }
    let parser = ParserWords(message(for: error), full: fullMessage(for: error), commands: commands.keys.sorted())
    let said = failure ?? (isRunning ? CommandFailure(.ourFault, sentence(of: error)) : parser.failure)
    Standard.error(said.sentence.naming(casebookOf: CommandLine.arguments))
    return said.exit.rawValue
  }

  /// The names of all commands, each with those of its own commands.
  private static var commands: [String: [String]] {
    let commands = configuration.subcommands.map { $0.configuration }
    return Dictionary(
      uniqueKeysWithValues: commands.map { command in
        (command.commandName ?? "", command.subcommands.compactMap { $0.configuration.commandName })
      })
  }
}
