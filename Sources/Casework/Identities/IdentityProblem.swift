/// Why somebody cannot do something in their own name.
public enum IdentityProblem: Error, Hashable, Sendable {
  /// The passphrase is wrong, or nobody of that name may sign: whoever asks is not told which.
  case notOpened
  /// Too many passphrases were tried: none is taken for that many seconds.
  case mustWait(seconds: Int)
  /// Nobody has been admitted to the casebook yet.
  case nobodyAdmitted
  /// An act that a reviewer signs is not signed.
  case unsigned
  /// The key was never admitted, or was retired.
  case unknownKey
  /// Another name stands under the act than the one that the key belongs to.
  case otherName(given: String, key: String)
  /// The role does not allow it.
  case noRight(ReviewerRight, ReviewerRole)
  /// The first reviewer admits all others, and this role may not.
  case firstMayNotAdmit(ReviewerRole)
  /// Somebody of that name, capitals apart, is a reviewer already.
  case nameTaken(String)
  /// Nobody of that name may sign, so that there is nothing to retire or to replace.
  case noSuchReviewer(name: String, nearest: [String])
  /// Whoever had that name was retired, and nobody has it now.
  case retired(name: String)
  /// A name that is empty, longer than ``Reviewer/nameLimit`` Unicode scalars, or holds control characters.
  case badName
  /// The last one who may admit others cannot be retired: nobody could ever be admitted again.
  case lastToAdmit(name: String)
  /// The key, or what is kept of it, is not what its fingerprint says.
  case badKey
  /// The words cannot become a passphrase.
  case passphrase(PassphraseProblem)
  /// What is to be signed holds the passphrase that it is signed with.
  case passphraseInText
  /// The machine has no room to seal or to open a key.
  case noMemory
}
