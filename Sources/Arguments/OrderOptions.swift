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

  @Flag(name: .customLong("list"), help: "The orders that are awaited, instead.")
  package var isListing = false

  package init() {}

  package func validate() throws {
    guard (folder != nil) != isListing else { throw ValidationError("Give a folder of messages, or --list.") }
    guard !isListing || (answers ?? slides) == nil else {
      throw ValidationError("--answers and --slides go with a folder of messages.")
    }
  }

  /// What is to be taken; `nil` where orders are only told.
  package var wishes: OrderWishes? {
    folder.map { folder in
      OrderWishes(
        folder: FilePaths.absolute(folder), answers: answers.map { FilePaths.absolute($0) },
        slides: slides.map { FilePaths.absolute($0) })
    }
  }
}
