/// The GLib that libopenslide brought along; a libopenslide that has its own inside shows nothing of it.
enum GLibMessages {
  private typealias Handler =
    @convention(c) (
      UnsafePointer<CChar>?, UInt32, UnsafePointer<CChar>?, UnsafeMutableRawPointer?
    ) -> Void
  private typealias SetHandler = @convention(c) (Handler, UnsafeMutableRawPointer?) -> UnsafeRawPointer?

  /// `g_log_set_default_handler` with one that does nothing: OpenSlide warns on stderr of pyramids that it refuses, and
  /// a terminal must not get it. What GLib calls an error still ends the process.
  static func silence(_ library: SymbolTable) {
    let set = library.find("g_log_set_default_handler", as: SetHandler.self)
    _ = set?({ _, _, _, _ in }, nil)
  }
}
