import Basics
import Glibc
import Microscopy
import Synchronization

/// What the installed libraries make of a probe.
public enum ProbeOutcome: Equatable, Sendable {
  /// The decoder is right: every pixel is what was written.
  case right
  /// The decoder is wrong: pixels come back without an error and are not those that were written.
  case wrong
  /// The library refuses; `detail` is its own message, cleaned.
  case refused(detail: String)
}

/// Runs the built-in probes through OpenSlide as a slide is read, each once per process.
///
/// libtiff 4.5.0 packs the rows of a tile that is larger than its image into the image's width and says nothing, and
/// OpenSlide 3.4.1 hands on what then lies in the tile's memory, some of it never written. Versions do not tell: the
/// library may be patched, or carry a libtiff of its own. So it is tried.
enum DecoderProbes {
  private struct Key: Hashable {
    let library: String
    let subject: ProbeSubject
    let overhang: TileOverhang?
  }

  private static let known = Mutex<[Key: ProbeOutcome]>([:])

  /// The outcome for images whose tiles overhang them so, or for ordinary ones (`nil`).
  static func outcome(
    of subject: ProbeSubject, overhang: TileOverhang?, library: OpenSlideLibrary
  ) -> ProbeOutcome {
    let key = Key(library: library.path, subject: subject, overhang: overhang)
    if let outcome = known.withLock({ $0[key] }) { return outcome }
    let outcome = run(ProbeSlide(subject: subject, overhang: overhang), library)
    known.withLock { $0[key] = outcome }
    return outcome
  }

  private static func run(_ probe: ProbeSlide, _ library: OpenSlideLibrary) -> ProbeOutcome {
    guard let bytes = probe.bytes else { return .refused(detail: "no probe of this compression can be written") }
    guard let file = UnnamedFile(bytes) else { return .refused(detail: "the probe's file cannot be written") }
    do throws(OpenSlideHandle.Latched) {
      guard let handle = try OpenSlideHandle(path: file.path, library: library) else {
        return .refused(detail: "not recognised")
      }
      let image = try RGBAImage(size: probe.size) { buffer throws(OpenSlideHandle.Latched) in
        try handle.region(level: 0, x: 0, y: 0, size: probe.size, into: buffer)
      }
      return matches(image, probe) ? .right : .wrong
    } catch {
      return .refused(detail: error.detail)
    }
  }

  /// What a decoder of JPEG may round.
  private static let tolerance = 2

  private static func matches(_ image: RGBAImage, _ probe: ProbeSlide) -> Bool {
    for y in 0..<image.height {
      for x in 0..<image.width {
        let (found, wanted) = (image[x, y], probe.expected(x, y))
        let deviations = [(found.0, wanted.0), (found.1, wanted.1), (found.2, wanted.2)]
        guard deviations.allSatisfy({ abs(Int($0.0) - Int($0.1)) <= tolerance }), found.3 == 255 else { return false }
      }
    }
    return true
  }
}

/// A file without a name, gone when nobody holds it.
private final class UnnamedFile {
  private let descriptor: Int32

  /// The file as others in this process can open it.
  var path: String { "/proc/self/fd/\(descriptor)" }

  /// `nil` where there is no room for it.
  init?(_ bytes: [UInt8]) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/coverslip-probe-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return nil }
    unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    guard bytes.withUnsafeBytes({ write(descriptor, $0.baseAddress, bytes.count) }) == bytes.count else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
