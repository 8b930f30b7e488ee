import ArgumentParser
import Console
import Files
import Sentences
import UseCases

/// `coverslip aggregate`: one published aggregator over one feature file.
struct AggregateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aggregate", abstract: "Let a published aggregator look at a feature file.",
    discussion: """
      Writes `logits`, or `slide_embedding` of a slide encoder (CHIEF, FEATHER), and, where the network gives one \
      score, `risk`; `attention` where there is one, `tile_scores` where the network computes them, `contribution` \
      where the score can be taken apart (the metadata name the method).
      """)

  @Option(help: "Features: safetensors, or .h5 of CLAM, TRIDENT or STAMP, or Owkin's .npy.") var features: String
  @Option(help: "The aggregator's weights, safetensors.") var weights: String
  @Option(help: "The safetensors file to write.") var out: String

  func run() throws {
    let notices = NoticeBoard.environment().notices
    let shelf = FeatureFolder()
    let answer = try Aggregate(shelf: shelf, notices: notices)(
      weights: FilePaths.absolute(weights), features: FilePaths.absolute(features))
    try shelf.write(answer, to: FilePaths.absolute(out))
    answer.output.remarks.forEach { notices(.encoder(.remark($0))) }
    Standard.output(answer.line)
  }
}
