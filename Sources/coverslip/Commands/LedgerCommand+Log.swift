import ArgumentParser
import Arguments
import Console
import Files
import Sentences
import UseCases

extension LedgerCommand {
  /// `ledger head`: the signed head of the ledger.
  struct Head: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "head", abstract: "Sign the ledger's head, to be kept elsewhere.",
      discussion: "A checkpoint as a signed note (C2SP); ledger verify --against holds the ledger against it later.")

    @OptionGroup var options: CasebookOptions

    @Option(help: ArgumentHelp("Into a file; default: on stdout.", valueName: "file"))
    var out: String?

    @OptionGroup var naming: LogNameOptions

    @Option(
      help: ArgumentHelp("As a request to a witness that cosigned this many entries.", valueName: "entries"),
      transform: WholeNumber.from(0))
    var since: Int?

    func run() throws {
      let (log, origin, since) = (try options.log(), naming.origin, since)
      let bytes = try waiting {
        guard let since else { return try await log.head(named: origin).bytes }
        return try await log.request(old: since, named: origin).bytes
      }
      try put(bytes, out)
    }
  }

  /// `ledger key`: the public key of the log.
  struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "key", abstract: "Print the log's public key, for whoever checks its heads.")

    @OptionGroup var options: CasebookOptions

    @OptionGroup var naming: LogNameOptions

    func run() throws {
      let (log, origin) = (try options.log(), naming.origin)
      Standard.output(try waiting { try await log.key(named: origin) }.verifier.text)
    }
  }

  /// `ledger prove CASE`: the proof that an entry is in the ledger.
  struct Prove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "prove", abstract: "Prove that a case's last signature is in the ledger, in one file.",
      discussion: "Of a case that is not signed, its last entry. The file is a tlog-proof (C2SP).")

    @OptionGroup var options: CasebookOptions

    @Argument(help: "The case.")
    var id: String

    @Option(help: ArgumentHelp("The file, which ends in .tlog-proof.", valueName: "file"))
    var out: String

    func run() throws {
      let (log, id) = (try options.log(), id)
      let proof = try waiting { try await log.proof(of: id) }
      try GivenFile.write(proof.proof.bytes, to: out)
      Standard.output(LedgerText.text(proof, of: id, at: out))
    }
  }

  /// `ledger witness`: cosigns the head, if it goes on from the last one.
  struct Witness: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "witness", abstract: "Cosign the ledger's head as a witness, if it goes on from the last one.",
      discussion: "For somebody else than the owner of the casebook, with a key and a memory of their own.")

    @OptionGroup var options: CasebookOptions

    @Option(help: ArgumentHelp("The witness's own folder: its key and what it cosigned.", valueName: "folder"))
    var state: String

    @Option(help: ArgumentHelp("A request of ledger head --since, instead of a casebook.", valueName: "file"))
    var request: String?

    @Option(help: ArgumentHelp("The log's key, as its owner gave it.", valueName: "key"))
    var trust: String?

    @Option(help: ArgumentHelp("Names the witness when its key is made, as qa.lab.example.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("The cosigned head into a file; default: on stdout.", valueName: "file"))
    var out: String?

    func validate() throws {
      guard request == nil || options.casebook == nil else {
        throw ValidationError("--request takes the place of --casebook.")
      }
    }

    func run() throws {
      let testimony = try testimony()
      try put(testimony.head.bytes, out)
      Standard.error(LedgerText.text(testimony))
      if testimony.old == nil, trust == nil { Standard.error(LedgerText.trust(testimony)) }
    }

    private func testimony() throws -> Testimony {
      if let request {
        let bytes = try GivenFile.read(request)
        return try witness().witness(bytes, at: request, trusted: trust, named: name)
      }
      let (log, trust, name) = (try options.log(), trust, name)
      let witness = try witness()
      return try waiting { try await witness.witness(log, trusted: trust, named: name) }
    }

    private func witness() throws -> LedgerWitness {
      LedgerWitness(try WitnessFolder(FilePaths.absolute(state)), cryptography: .system, clock: .system)
    }
  }
}

/// The name of the log.
struct LogNameOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Names the log when its key is made, as lab.example/casebook.", valueName: "name"))
  var origin: String?
}

/// A note into a file, or on stdout as it is.
private func put(_ bytes: [UInt8], _ path: String?) throws {
  guard let path else { return Standard.output(bytes: bytes) }
  try GivenFile.write(bytes, to: path)
}
