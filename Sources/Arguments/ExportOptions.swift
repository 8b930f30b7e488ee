import ArgumentParser
import Casework
import Exports
import Labels
import Sentences

/// In which format a case leaves, where to, and whether with the patient's identity.
package struct ExportOptions: ParsableArguments {
  @Option(help: "As what: \(ExportFormat.offered); default: pdf.", transform: ExportFormat.given)
  package var format = ExportFormat.pdf

  @Option(
    help: ArgumentHelp(
      "A file or a folder; default: stdout for one text, else the present folder.", valueName: "path"))
  package var out: String?

  @Flag(help: "Also who the patient is: for a reviewer who may let that leave.")
  package var identities = false

  @Option(help: ArgumentHelp("Who lets identities leave: one of reviewer list.", valueName: "name"))
  package var reviewer: String?

  package init() {}

  package func validate() throws {
    guard out != "" else { throw ValidationError("--out names nothing; name a file or a folder.") }
    guard reviewer == nil || identities else { throw ValidationError("--reviewer goes with --identities.") }
  }

  /// What is asked for, once whoever asks has shown that they may.
  package var wishes: ExportWishes { ExportWishes(identities: identities, mayTellIdentities: identities) }
}
