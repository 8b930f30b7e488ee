/// The keys that a user wants for a command, as a file says them; what there is at which place is not known here.
public struct KeyWish: Hashable, Sendable {
  /// The file.
  public let file: String
  /// Its line, from 1; `nil` where it is not known.
  public let line: Int?
  /// The place where they hold: `case`.
  public let place: String
  /// The command: `next_tile`.
  public let command: String
  /// None where the command is to have no key.
  public let keys: [Key]

  /// The wish for `keys` in the place of those that are delivered.
  public init(file: String, line: Int?, place: String, command: String, keys: [Key]) {
    self.file = file
    self.line = line
    self.place = place
    self.command = command
    self.keys = keys
  }
}
