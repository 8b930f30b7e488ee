import Foundation

/// Pictures as iTerm2 takes them: a file in base64 (https://iterm2.com/documentation-images.html).
public enum InlineImageStream {
  /// The bytes that show the picture file `file`, a JPEG or PNG, over `cells` from the cursor on, which stays.
  public static func bytes(file: [UInt8], over cells: TerminalSize) -> [UInt8] {
    let head =
      "\u{1B}]1337;File=inline=1;size=\(file.count);width=\(cells.columns);height=\(cells.rows);"
      + "preserveAspectRatio=0;doNotMoveCursor=1:"
    return Array(head.utf8) + Array(Data(file).base64EncodedString().utf8) + [7]
  }
}
