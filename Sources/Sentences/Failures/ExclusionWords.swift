import Casework
import Labels
import UseCases

extension ExclusionFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .fileCount(let slides, let files):
      CommandFailure(
        .usage,
        "the case has \(slides.counted("slide")) and \(files.counted("file")) of regions to leave out; give one per "
          + "slide, in the order of `coverslip show`")
    case .file(let path, let failure): failure.words(path: path)
    case .noArea(let path, let number):
      CommandFailure(.badData, "\(path), region \(number): a point or a line leaves nothing out; draw an area")
    case .noReason(let path, let number):
      CommandFailure(
        .badData,
        "\(path), region \(number): no reason is given; add the property \"reason\", one of \(LeftOutReason.offered)")
    case .unknownReason(let path, let number, let code):
      CommandFailure(.badData, "\(path), region \(number), \"reason\": \(code.words.sentence)")
    }
  }
}
