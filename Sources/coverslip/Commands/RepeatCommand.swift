import ArgumentParser
import Arguments
import Casework
import Console
import Documents
import Sentences
import UseCases

/// `coverslip repeat`: how well a reader repeats their own calls.
struct RepeatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repeat", abstract: "Have a reader read cases again, and compare them with themselves.",
    discussion: CommandHelp.repeatReading)

  @OptionGroup var wanted: RepeatOptions
  @OptionGroup var passphrases: PassphraseOptions
  @OptionGroup var options: CasebookOptions

  func run() throws {
    guard let (id, draft) = wanted.reading else { return try tell() }
    let (name, casebook, now) = (wanted.reviewer, try options.open(), WallClock.system.seconds())
    let reading = RepeatReading(store: casebook, keys: .system)
    try waiting { try await reading.check(id, by: name, now: Timestamp(seconds: now)) }
    let passphrase = try passphrases.passphrase(of: name, for: .takeUp, in: casebook)
    let read = try waiting { try await reading.sign(id, draft, reviewer: name, passphrase: passphrase) }
    Standard.output(RepeatabilityDocument.done(read, of: id))
  }

  private func tell() throws {
    let (name, query, casebook) = (wanted.reviewer, try wanted.query(), try options.openToRead())
    let cases = try waiting { try await casebook.repeatableCases(of: name, passing: query) }
    let now = WallClock.system.seconds()
    Standard.output(RepeatabilityDocument.told(of: cases, draw: wanted.draw, now: now, asJSON: wanted.json))
  }
}
