import PNGCoding

extension RenderPictures {
  /// Pictures of files of this machine.
  ///
  /// - Parameters:
  ///   - access: reads them.
  ///   - reason: why there is no picture, in a sentence.
  package static func files(
    _ access: PictureAccess, reason: @escaping @Sendable (any Error) -> String
  ) -> RenderPictures {
    RenderPictures(
      RenderSlide(access),
      png: { image in
        do throws(PNGFailure) { return try PNG.bytes(image) } catch {
          throw RenderFailure.notEncoded(detail: error.detail)
        }
      }, reason: reason)
  }
}
