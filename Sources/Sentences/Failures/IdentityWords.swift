import Basics
import Casework
import Labels

extension IdentityProblem {
  /// What stands against it, and what to do.
  package var sentence: String {
    switch self {
    case .notOpened:
      "a wrong passphrase, or no reviewer of that name; try again, or see the names with coverslip reviewer list"
    case .mustWait(let seconds): Self.wait(seconds)
    case .nobodyAdmitted:
      "nobody can sign in this casebook yet; coverslip reviewer add NAME --role pathologist makes the first reviewer"
    case .unsigned: "a reviewer must sign this with their passphrase; coverslip reviewer list names them"
    case .unknownKey: "the key that signs was never admitted to this casebook, or is retired; open it again"
    case .otherName(let given, let key):
      "the key belongs to \(key), not to \(given); sign with the name that coverslip reviewer list shows"
    case .noRight(let right, let role): Self.noRight(right, role)
    case .firstMayNotAdmit(let role):
      "the first reviewer admits all others, which the role \(role.label) may not; begin with "
        + Self.roles(holding: .admit)
    case .nameTaken(let name):
      "\(name) is a reviewer already; choose another name, or give them a new key with --replace"
    case .noSuchReviewer(let name, let nearest): Self.unknown(name, nearest)
    case .retired(let name):
      "\(name) is retired and signs nothing; coverslip reviewer add gives them a new key, if they are back"
    case .badName:
      "this cannot be a reviewer's name; a name has 1 to \(Reviewer.nameLimit) characters and no control characters"
    case .lastToAdmit(let name):
      "\(name) is the last one who may admit reviewers; admit another one first, so that somebody still can"
    case .badKey: "the key is not what its fingerprint says; nothing was written"
    case .passphrase(let problem): problem.sentence
    case .passphraseInText:
      "what you typed to be signed holds your passphrase, and nothing was signed; take it out, or change the passphrase"
    case .noMemory: "there is no memory to seal or open a key (it takes 128 MiB); end other programs and try again"
    }
  }

  private static func wait(_ seconds: Int) -> String {
    let rest = seconds < 60 ? "\(seconds) s" : "\((seconds + 59) / 60) min"
    let why =
      seconds > 8 ? "too many passphrases of that name were wrong: it is locked" : "the last passphrase was wrong: wait"
    return "\(why) for \(rest) before the next one"
  }

  private static func noRight(_ right: ReviewerRight, _ role: ReviewerRole) -> String {
    "the role \(role.label) may not \(right.label); ask somebody whose role is \(roles(holding: right))"
  }

  private static func roles(holding right: ReviewerRight) -> String {
    ReviewerRole.allCases.filter { $0.rights.contains(right) }.map(\.label).joined(separator: " or ")
  }

  private static func unknown(_ name: String, _ nearest: [String]) -> String {
    nearest.isEmpty
      ? "there is no reviewer \"\(name)\"; coverslip reviewer list names them all"
      : "there is no reviewer \"\(name)\"; did you mean \(nearest.joined(separator: " or "))?"
  }

  /// The exit code that goes with it.
  var exit: Exit {
    switch self {
    case .notOpened, .unsigned, .unknownKey, .otherName, .noRight, .nobodyAdmitted, .retired: .notPermitted
    case .mustWait, .noMemory: .tryAgain
    case .noSuchReviewer: .noInput
    case .firstMayNotAdmit, .nameTaken, .badName, .lastToAdmit, .badKey, .passphrase, .passphraseInText: .badData
    }
  }
}

extension PassphraseProblem {
  /// What keeps the words from guarding a key, and what to do.
  package var sentence: String {
    switch self {
    case .tooShort(let length, let least):
      "a passphrase has at least \(least) characters, this one \(length); a few words that nobody would guess do well"
    case .tooLong(let length, let most): "a passphrase has at most \(most) characters, this one \(length)"
    case .controlCharacter: "the passphrase holds a control character; choose one without"
    case .repeated: "the passphrase is a few characters over and over; choose another one"
    case .row: "the passphrase is a row of the keyboard, of letters or of digits; choose another one"
    case .common: "the passphrase is one of the first that anybody tries; choose another one"
    case .ownName: "the passphrase is little more than your own name; choose another one"
    }
  }
}
