/// Sequences on their way through tmux to the terminal around it, which tmux lets pass where its option
/// `allow-passthrough` is on.
public enum TmuxPassage {
  /// `sequence` as tmux hands it on: in a device control string, each escape twice.
  public static func wrapping(_ sequence: [UInt8]) -> [UInt8] {
    var bytes = Array("\u{1B}Ptmux;".utf8)
    bytes.reserveCapacity(sequence.count + 12)
    for byte in sequence {
      if byte == 0x1B { bytes.append(byte) }
      bytes.append(byte)
    }
    return bytes + Array("\u{1B}\\".utf8)
  }
}
