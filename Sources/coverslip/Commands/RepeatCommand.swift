import ArgumentParser
import Arguments
import Console
import Documents
import Sentences
import UseCases

/// `coverslip repeat`: how well a reader repeats their own calls.
struct RepeatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repeat", abstract: "Compare a reader with themselves.", discussion: CommandHelp.repeatReading)

  @OptionGroup var wanted: RepeatOptions
  @OptionGroup var passphrases: PassphraseOptions
  @OptionGroup var options: CasebookOptions

  func run() throws {
    let (name, now) = (wanted.reviewer, WallClock.system.seconds())
    let casebook = try wanted.reading == nil ? options.openToRead() : options.open()
    guard let (id, draft) = wanted.reading else {
      let cases = try wanted.repeatable(in: casebook, passphrases)
      return Standard.output(RepeatabilityDocument.told(of: cases, draw: wanted.draw, now: now, asJSON: wanted.json))
    }
    let reading = RepeatReading(store: casebook, keys: .system)
    try waiting { try await reading.check(id, by: name, now: now) }
    let passphrase = try passphrases.passphrase(of: name, for: .takeUp, in: casebook)
    let read = try waiting { try await reading.sign(id, draft, reviewer: name, passphrase: passphrase) }
    Standard.output(RepeatabilityDocument.done(read, of: id))
  }
}
