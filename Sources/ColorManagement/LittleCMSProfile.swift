import Basics
import CLCMS
import Microscopy

/// A profile that was read, as the transform of Little CMS from its colours to sRGB: the only file that calls the
/// library.
///
/// `@unchecked Sendable`: a transform without its cache of one pixel (`cmsFLAGS_NOCACHE`) is never changed by
/// `cmsDoTransform`, as the library's documentation promises; `cmsDeleteTransform` runs in `deinit`.
final class LittleCMSProfile: ColorProfile, @unchecked Sendable {
  let name: String
  /// A transform, owned here and freed by `cmsDeleteTransform`.
  private let transform: cmsHTRANSFORM
  private let library: LittleCMS

  /// Relative colorimetric with black point compensation: glass becomes white, and what is darkest on the scanner is
  /// darkest on the screen. Scanners' profiles of matrix and curves know no other intent. Those of tables are computed
  /// beforehand on a grid finer than usual, since millions of colours are asked for at once.
  private static let flags =
    UInt32(cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE) | coverslip_cms_fine_grid

  init(_ bytes: [UInt8], _ library: LittleCMS) throws(ColorProfileFailure) {
    let cms = library.addresses
    // The library copies the bytes; the profile is closed here, and the transform outlives it.
    guard let profile = cms.cmsOpenProfileFromMem(bytes, UInt32(bytes.count)) else { throw .damaged }
    defer { _ = cms.cmsCloseProfile(profile) }
    try Self.requirePixels(profile, library)
    guard let screen = cms.cmsCreate_sRGBProfile() else { throw .incomplete }
    defer { _ = cms.cmsCloseProfile(screen) }
    guard
      let transform = cms.cmsCreateTransform(
        profile, coverslip_cms_rgba8, screen, coverslip_cms_rgba8, UInt32(INTENT_RELATIVE_COLORIMETRIC), Self.flags)
    else { throw .incomplete }
    self.transform = transform
    self.library = library
    name = Self.name(of: profile, library)
  }

  deinit { library.addresses.cmsDeleteTransform(transform) }

  /// `cmsDoTransform` in place: red, green and blue are replaced, the fourth byte of a pixel is passed over.
  func convert(_ pixels: UnsafeMutableRawBufferPointer) {
    library.addresses.cmsDoTransform(transform, pixels.baseAddress, pixels.baseAddress, UInt32(pixels.count / 4))
  }

  /// Throws where the profile is not that of a device with red, green and blue: a link of two devices, an abstract one,
  /// named colours, ink on paper.
  private static func requirePixels(_ profile: cmsHPROFILE, _ library: LittleCMS) throws(ColorProfileFailure) {
    let cms = library.addresses
    let (kind, colors) = (cms.cmsGetDeviceClass(profile), cms.cmsGetColorSpace(profile))
    guard colors == cmsSigRgbData else { throw .wrongColors(code: letters(of: colors.rawValue)) }
    guard [cmsSigInputClass, cmsSigDisplayClass, cmsSigColorSpaceClass].contains(kind) else {
      throw .wrongClass(code: letters(of: kind.rawValue))
    }
  }

  /// The four letters of a signature, without what cannot be shown.
  private static func letters(of signature: UInt32) -> String {
    let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: signature >> UInt32($0)) }
    return CleanText.cleaned(String(decoding: bytes, as: UTF8.self))
  }

  /// `cmsGetProfileInfoASCII`: the description, in English where the profile has several languages.
  private static func name(of profile: cmsHPROFILE, _ library: LittleCMS) -> String {
    var text = [CChar](repeating: 0, count: 256)
    let count = text.withUnsafeMutableBufferPointer { buffer in
      library.addresses.cmsGetProfileInfoASCII(
        profile, cmsInfoDescription, "en", "US", buffer.baseAddress, UInt32(buffer.count))
    }
    guard count > 0 else { return "" }
    let bytes = text.dropLast().prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return CleanText.cleaned(String(decoding: bytes, as: UTF8.self), limit: 64)
  }
}
