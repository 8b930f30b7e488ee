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
    discussion: "Research use only, not a medical device.",
    version: Software.version,
    subcommands: [
      ReviewCommand.self, AddCommand.self, QueueCommand.self, ShowCommand.self, SignCommand.self, AddendumCommand.self,
      AmendCommand.self, LabelCommand.self, ReviewerCommand.self, ProtocolCommand.self, CompareCommand.self,
      ComparatorsCommand.self, ScoreCommand.self, RenderCommand.self, EncodeCommand.self, AggregateCommand.self,
      ModelCommand.self, TrainCommand.self, EvaluateCommand.self, FitCommand.self, SimulateCommand.self,
      LedgerCommand.self, CasebookCommand.self, PrepareCommand.self, DoctorCommand.self,
    ],
    defaultSubcommand: ReviewCommand.self)

  /// Runs the command and turns every error into one sentence on stderr and an exit code of `sysexits.h`.
  static func main() {
    BLASStart.useBestKernel()
    signal(SIGPIPE, SIG_IGN)
    // The memory of a program that asks for passphrases is written to no core file.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    do {
      let commands = configuration.subcommands.map { $0.configuration.commandName ?? "" }
      try CommandRefusal.check(CommandLine.arguments, notUTF8: GivenArguments.firstNotUTF8, among: commands)
      var command = try parseAsRoot()
      try command.run()
    } catch is Cancelled {
      Interruption.end()
    } catch {
      guard let failure = words(for: error) else { exit(withError: error) }
      Standard.error(failure.sentence)
      exit(withError: failure.exit.code)
    }
  }
}
