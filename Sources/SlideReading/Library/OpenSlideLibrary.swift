import Glibc
import Microscopy

/// The OpenSlide library that reads the slides, found when the program runs: no file of Coverslip is linked to it.
///
/// `COVERSLIP_OPENSLIDE` names a library file and nothing else is tried then; otherwise the newest that the system's
/// loader finds is taken: `libopenslide.so.1` (OpenSlide 4), else `libopenslide.so.0` (OpenSlide 3.4.1).
///
///     let library = try OpenSlideLibrary.installed()
///     print(library.version, library.path)
public final class OpenSlideLibrary: Sendable {
  /// The environment variable that names the library file.
  public static let variable = "COVERSLIP_OPENSLIDE"
  /// Newest first: the names under which libopenslide 4 and 3 are installed.
  static let names = ["libopenslide.so.1", "libopenslide.so.0"]

  /// The library's version, as `openslide_get_version` gives it: for example `3.4.1`.
  public let version: String
  /// The file that was loaded.
  public let path: String
  /// The first line of `TIFFGetVersion` without its label, for example `4.5.0`, where OpenSlide reads through a libtiff
  /// of the system; `nil` where it has its own inside.
  public let tiffVersion: String?
  /// Newer libraries that are installed and could not be loaded, with the loader's reason.
  public let passedOver: [String]
  package let functions: OpenSlideFunctions

  /// The library of this process: searched for once.
  ///
  /// - Throws: ``SlideLibraryFailure`` where `COVERSLIP_OPENSLIDE` names no OpenSlide, or none is installed.
  public static func installed() throws(SlideLibraryFailure) -> OpenSlideLibrary { try search.get() }

  private static let search: Result<OpenSlideLibrary, SlideLibraryFailure> = {
    () -> Result<OpenSlideLibrary, SlideLibraryFailure> in
    do throws(SlideLibraryFailure) {
      return .success(try find(named: getenv(variable).map { String(cString: $0) }, else: names))
    } catch {
      return .failure(error)
    }
  }()

  /// Opens the library called `named`, or the first of `names` that loads where it is `nil` or empty.
  static func find(named: String?, else names: [String]) throws(SlideLibraryFailure) -> OpenSlideLibrary {
    if let named, !named.isEmpty { return try OpenSlideLibrary(loading: named) }
    var passedOver: [String] = []
    for name in names {
      do throws(SlideLibraryFailure) {
        return try OpenSlideLibrary(loading: name, passedOver: passedOver)
      } catch {
        if !error.isAbsence { passedOver.append(error.reason) }
      }
    }
    throw .notInstalled(names: names, passedOver: passedOver)
  }

  /// `dlopen` with local symbols, so that two versions in one process do not see each other; never closed again.
  init(loading name: String, passedOver: [String] = []) throws(SlideLibraryFailure) {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
      throw .cannotLoad(name: name, reason: PropertyText.cleaned(String(cString: dlerror()), limit: 400))
    }
    let symbols = SymbolTable(handle: handle)
    do {
      functions = try OpenSlideFunctions(in: symbols)
    } catch {
      throw .notOpenSlide(name: name, missing: error.name)
    }
    LibTIFFMessages.silence(symbols)
    GLibMessages.silence(symbols)
    version = functions.getVersion().map { PropertyText.cleaned(String(cString: $0), limit: 64) } ?? "unknown"
    path = Self.file(of: functions, symbols) ?? name
    tiffVersion = LibTIFFMessages.version(symbols)
    self.passedOver = passedOver
  }

  /// `dladdr`, which Swift's Glibc does not show: the file that a function of the library lies in. `Dl_info` is four
  /// pointers, the first of them the file's name, owned by the loader.
  private static func file(of functions: OpenSlideFunctions, _ library: SymbolTable) -> String? {
    typealias Locate = @convention(c) (UnsafeRawPointer?, UnsafeMutablePointer<UnsafePointer<CChar>?>?) -> Int32
    guard let locate = library.find("dladdr", as: Locate.self) else { return nil }
    var place: [UnsafePointer<CChar>?] = [nil, nil, nil, nil]
    guard locate(unsafeBitCast(functions.open, to: UnsafeRawPointer.self), &place) != 0 else { return nil }
    return place[0].map { String(cString: $0) }
  }
}

extension OpenSlideLibrary {
  /// What decodes slides, with versions, as findings record it: `OpenSlide 3.4.1, libtiff 4.5.0`.
  public var name: String { "OpenSlide \(version)" + (tiffVersion.map { ", libtiff \($0)" } ?? "") }

  /// ``name`` of the library of this process; `OpenSlide` alone where there is none.
  public static var installedName: String { (try? installed())?.name ?? "OpenSlide" }
}

extension SlideLibraryFailure {
  /// Whether the system's loader knows no file of that name: it says so of the library itself, not of one that it
  /// needs.
  fileprivate var isAbsence: Bool {
    switch self {
    case .cannotLoad(let name, let reason): reason.hasPrefix("\(name): cannot open shared object file: No such file")
    case .notInstalled, .notOpenSlide: false
    }
  }

  fileprivate var reason: String {
    switch self {
    case .cannotLoad(_, let reason): reason
    case .notOpenSlide(let name, let missing): "\(name): it lacks \(missing)"
    case .notInstalled(let names, _): names.joined(separator: ", ")
    }
  }
}

/// The libtiff that a libopenslide of version 3 brought along; one of version 4 has its own inside and shows nothing of
/// it.
private enum LibTIFFMessages {
  /// `TIFFSetWarningHandler(NULL)` and `TIFFSetErrorHandler(NULL)`: libtiff writes to stderr with text out of the file,
  /// and a terminal must not get it.
  static func silence(_ library: SymbolTable) {
    for name in ["TIFFSetWarningHandler", "TIFFSetErrorHandler"] {
      let set = library.find(name, as: (@convention(c) (UnsafeRawPointer?) -> UnsafeRawPointer?).self)
      _ = set?(nil)
    }
  }

  /// `TIFFGetVersion`: "LIBTIFF, Version 4.5.0" and lines of copyright; the string belongs to the library.
  static func version(_ library: SymbolTable) -> String? {
    let get = library.find("TIFFGetVersion", as: (@convention(c) () -> UnsafePointer<CChar>?).self)
    guard let text = get?() else { return nil }
    let line = String(cString: text).prefix { $0 != "\n" }
    return PropertyText.cleaned(String(line.split(separator: " ").last ?? line), limit: 64)
  }
}
