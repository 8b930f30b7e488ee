import Basics

/// A slide that is to be opened: a value, so that it can be sent to another process or another machine.
public struct SlideToOpen: Hashable, Sendable, Codable {
  /// Absolute path of the slide's file.
  public var path: String
  /// Physical size of a level-0 px that somebody gave; it wins over what the file says. `nil` where nobody did.
  public var mpp: MicronsPerPixel?
  /// What the file must be; `nil` where any slide will do.
  public var registered: RegisteredSlide?

  /// The slide at `path`; default: whatever is there, with the physical size that it states itself.
  public init(path: String, mpp: MicronsPerPixel? = nil, registered: RegisteredSlide? = nil) {
    self.path = path
    self.mpp = mpp
    self.registered = registered
  }

  /// Requires that the slide that was found is the one that was registered.
  ///
  /// - Parameters:
  ///   - size: of level 0 of the slide that was found, px.
  ///   - digest: its quick digest; asked for only where one was noted at registration.
  /// - Throws: ``SlideOpenFailure/notRegistered(path:_:)`` where it is another, and what `digest` throws.
  public func requireRegistered(
    size: PixelSize, digest: (String) throws(SlideOpenFailure) -> String
  ) throws(SlideOpenFailure) {
    guard let registered else { return }
    guard registered.size == size else { throw .notRegistered(path: path, .size(size)) }
    guard let noted = registered.quickDigest, try digest(path) != noted else { return }
    throw .notRegistered(path: path, .content)
  }
}

/// What was noted of a slide when it was registered, by which another file under its path is told from it.
public struct RegisteredSlide: Hashable, Sendable, Codable {
  /// Size of level 0, px.
  public var size: PixelSize
  /// The quick digest of its content, lower-case hexadecimal; `nil` where none was taken.
  public var quickDigest: String?

  /// A slide of `size` with the digest of its content, where there is one.
  public init(size: PixelSize, quickDigest: String? = nil) {
    self.size = size
    self.quickDigest = quickDigest
  }
}

/// What opens slides: files through a library, slides in memory, one day a decoder in a process of its own.
///
/// Every implementation passes one contract suite, `SlideContractTests`.
public protocol SlideOpener: Sendable {
  /// Opens a slide and holds it to what was registered.
  ///
  /// - Parameter deadline: the slide must be open by then.
  /// - Throws: ``SlideOpenFailure``, whose cases name the path of `opening`.
  func open(_ opening: SlideToOpen, deadline: ReadDeadline) throws(SlideOpenFailure) -> any SlideSource
}

extension SlideOpener {
  /// Opens a slide, however long that takes.
  ///
  /// - Throws: ``SlideOpenFailure``, as ``open(_:deadline:)`` without a deadline.
  public func open(_ opening: SlideToOpen) throws(SlideOpenFailure) -> any SlideSource {
    try open(opening, deadline: .none)
  }
}
