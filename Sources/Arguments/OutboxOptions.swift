import ArgumentParser

/// Where files of a case go once something was signed.
package struct OutboxOptions: ParsableArguments {
  @Option(
    name: .customLong("outbox"),
    help: ArgumentHelp(
      "A folder into which what is signed goes as files; default: the one that the laboratory has set.",
      valueName: "folder"))
  package var folder: String?

  package init() {}
}
