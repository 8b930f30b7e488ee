import ArgumentParser
import Exports
import Files

/// Where orders arrive, or that they are told.
package struct OrderOptions: ParsableArguments {
  @Argument(help: "The folder in which messages arrive, one per file *.hl7.")
  package var folder: String?

  @Option(help: ArgumentHelp("Where answers are put; default: FOLDER/answers.", valueName: "folder"))
  package var answers: String?

  @Option(help: ArgumentHelp("Where slides arrive that orders name by their files.", valueName: "folder"))
  package var slides: String?

  @Option(help: "Micrometres per pixel, for slides that do not say it.")
  package var mpp: Double?

  @Flag(name: .customLong("list"), help: "The orders that are awaited, instead.")
  package var isListing = false

  package init() {}

  package func validate() throws {
    guard (folder != nil) != isListing else { throw ValidationError("Give a folder of messages, or --list.") }
    guard !isListing || ((answers ?? slides) == nil && mpp == nil) else {
      throw ValidationError("--answers, --slides and --mpp go with a folder of messages.")
    }
  }

  /// What is to be taken, from folders that are there; `nil` where orders are only told.
  ///
  /// - Throws: why nothing can be taken.
  package func wishes() throws(OrderFailure) -> OrderWishes? {
    guard let folder else { return nil }
    let wishes = OrderWishes(
      folder: FilePaths.absolute(folder), answers: answers.map { FilePaths.absolute($0) },
      slides: slides.map { FilePaths.absolute($0) }, mpp: mpp)
    try wishes.require()
    return wishes
  }
}
