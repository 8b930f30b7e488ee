import Basics
import CLCMS
import Glibc
import Microscopy

/// Little CMS 2, which understands ICC profiles: found when the first slide that carries one is shown. No file of
/// Coverslip is linked to it, so that a machine without it runs everything else.
///
///     let profile = try LittleCMS.installed().profile(bytes)
///     print(profile.name)
///
/// `@unchecked Sendable`: the addresses are never changed, and the functions behind them keep no state of their own.
public struct LittleCMS: @unchecked Sendable {
  /// The name under which its shared library is installed.
  static let name = "liblcms2.so.2"
  /// The most bytes that a profile may have: those of scanners have some kilobytes, the largest in print a few
  /// megabytes.
  static let largestProfile = 16 << 20

  /// The library's version: for example `2.14`.
  public let version: String
  let addresses: coverslip_cms

  /// The library of this process: searched for once.
  ///
  /// - Throws: ``ColorProfileFailure/noLibrary(name:)`` where none is installed that can be used.
  public static func installed() throws(ColorProfileFailure) -> LittleCMS { try search.get() }

  private static let search: Result<LittleCMS, ColorProfileFailure> = {
    () -> Result<LittleCMS, ColorProfileFailure> in
    do throws(ColorProfileFailure) { return .success(try LittleCMS(loading: name)) } catch { return .failure(error) }
  }()

  /// `dlopen` with local symbols; never closed again.
  init(loading name: String) throws(ColorProfileFailure) {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { throw .noLibrary(name: name) }
    var addresses = coverslip_cms()
    guard coverslip_cms_find(&addresses, handle) == nil else { throw .noLibrary(name: name) }
    self.addresses = addresses
    // 2140 is 2.14.
    let number = addresses.cmsGetEncodedCMMversion()
    version = "\(number / 1000).\(number % 1000 / 10)"
  }
}

extension LittleCMS: ProfileReader {
  /// Reads a profile and prepares what its colours become.
  ///
  /// - Throws: ``ColorProfileFailure``: ``ColorProfileFailure/noLibrary(name:)`` and
  ///   ``ColorProfileFailure/unreadable(detail:)`` never.
  public func profile(_ bytes: [UInt8]) throws(ColorProfileFailure) -> any ColorProfile {
    guard bytes.count <= Self.largestProfile else {
      throw .tooLarge(bytes: bytes.count, limit: Self.largestProfile)
    }
    return try LittleCMSProfile(bytes, self)
  }
}

/// What reads the profiles of slides in this process: the library that is installed, asked for with the first profile.
public struct InstalledProfileReader: ProfileReader {
  /// A reader; nothing is loaded yet.
  public init() {}

  /// As ``LittleCMS/profile(_:)``.
  ///
  /// - Throws: ``ColorProfileFailure``: ``ColorProfileFailure/noLibrary(name:)`` where Little CMS is not installed.
  public func profile(_ bytes: [UInt8]) throws(ColorProfileFailure) -> any ColorProfile {
    try LittleCMS.installed().profile(bytes)
  }
}
