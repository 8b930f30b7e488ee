import CNcurses
import Glibc

/// Which description of the terminal ncurses takes.
enum TerminalDescription {
  /// Makes a screen for the terminal `name` on the streams given, or for the nearest that ncurses knows.
  ///
  /// The terminal's own description knows its keys best. Where the system has none, as Debian has none for kitty,
  /// ghostty, foot and WezTerm, the one below serves: `newterm` answers NULL then, and may be called again.
  static func open(
    _ name: String, output: UnsafeMutablePointer<FILE>, input: UnsafeMutablePointer<FILE>
  ) -> OpaquePointer? {
    if !name.isEmpty, let screen = newterm(name, output, input) { return screen }
    if let screen = openBundled(output, input) { return screen }
    for other in ["xterm-256color", "vt100"] {
      if let screen = newterm(other, output, input) { return screen }
    }
    return nil
  }

  /// ncurses reads a description from `TERMINFO` itself where that starts with `b64:` (terminfo(5), since 6.1).
  private static func openBundled(
    _ output: UnsafeMutablePointer<FILE>, _ input: UnsafeMutablePointer<FILE>
  ) -> OpaquePointer? {
    let present = getenv("TERMINFO").map { String(cString: $0) }
    setenv("TERMINFO", "b64:" + bundled, 1)
    defer {
      if let present { setenv("TERMINFO", present, 1) } else { unsetenv("TERMINFO") }
    }
    return newterm(bundledName, output, input)
  }

  static let bundledName = "coverslip"

  /// `infocmp -x -q -Q2 coverslip` of an entry with the keys and cursor motions of xterm, 24-bit colours with
  /// semicolons, and nothing that only some terminals do.
  static let bundled = """
    HgIpAB0ADwBpAQUCY292ZXJzbGlwfHRlcm1pbmFsIGFzIG1vc3QgZHJhdyBpdCB0b2RheQAAAQAAAQAAAAEAAAAAAQEAAAAAAAAAAAAAAQAA\
    AVAAAAAIAAAAGAAAAP____________________________________________________8AAAABAAABAAAABAAGAAgA__8ZACEAJQApAP__\
    NABFAEcASwBSAP__VABhAP__ZQD_______________9pAG4AcwD__3wA________gQCGAIsAkAD__5kAnQD_____pgCsAP__________sgD_\
    ____________xAD________GAP__ywD__________88A0wDZAN0A4QDlAOsA8QD3AP0AAwEHAf__DAH__xABFQEaAf_______x4BIgEqAf__\
    __________________________________________8yAf_______zsBRAH__00B_____________________________1YBWQFkAWcB____\
    ______9pAf__________________________________awH_______________________________________9vAf__________________\
    ____________________________________________________________________________________________________________\
    _________3MBeQH_____________________________________________________________________________________________\
    __________________________________________9_Af______________________________________________________________\
    _________4QB________________________________________________________________________________________________\
    __________________________________________________________________-NAckBG1taAAcADQAbWyVpJXAxJWQ7JXAyJWRyABtb\
    SBtbMkoAG1tLABtbSgAbWyVpJXAxJWRHABtbJWklcDElZDslcDIlZEgACgAbW0gAG1s_MjVsAAgAG1s_MTJsG1s_MjVoABtbQwAbW0EAG1s1\
    bQAbWzFtABtbPzEwNDloABtbMm0AG1s3bQAbWzdtABtbNG0AG1slcDElZFgAG1ttABtbPzEwNDlsABtbMjdtABtbMjRtABtbIXAbWz8zOzRs\
    G1s0bBs-AH8AG1szfgAbT0IAG09QABtbMjF-ABtPUQAbT1IAG09TABtbMTV-ABtbMTd-ABtbMTh-ABtbMTl-ABtbMjB-ABtPSAAbWzJ-\
    ABtPRAAbWzZ-ABtbNX4AG09DABtPQQAbWz8xbBs-ABtbPzFoGz0AG1slcDElZEIAG1slcDElZEQAG1slcDElZEMAG1slcDElZEEAGzgAG1sl\
    aSVwMSVkZAAbNwAKAAkAG1taABtPRgAbWzIzfgAbWzI0fgAbWzFLABtbMzk7NDltABtbMzg7MjslcDElezY1NTM2fSUvJWQ7JXAxJXsyNTZ9\
    JS8lezI1NX0lJiVkOyVwMSV7MjU1fSUmJWRtABtbNDg7MjslcDElezY1NTM2fSUvJWQ7JXAxJXsyNTZ9JS8lezI1NX0lJiVkOyVwMSV7MjU1\
      fSUmJWRtAAADAAAAAAADAAoAAQEBAAAAAwAHAEFYAFJHQgBYVAA=
    """
}
