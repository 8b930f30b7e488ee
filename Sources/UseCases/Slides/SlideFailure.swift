import Microscopy

/// Why a slide is not taken.
package enum SlideFailure: Error, Sendable {
  /// One of its files cannot be read.
  case unreadable(path: String)
  /// A folder, a pipe or a device stands where one of its files was.
  case notAFile(path: String)
  /// No pixel of it could be read.
  case pixels(path: String, SlideReadFailure)
  /// The file says that its pixels are not square.
  case notSquare(path: String, MicronsPerPixel)
  /// Neither the file nor a person says how large its pixels are.
  case noScale(path: String)
  /// A size that no pixel of a slide has, micrometres.
  case impossibleScale(Double)
  /// The file was changed while it was read.
  case changedMeanwhile(path: String)
  /// The file is another one than the one that the case was scored upon.
  case changedSinceScored(path: String, caseID: String)
  /// There is no file where the one lay that the case was scored upon.
  case goneSinceScored(path: String)
}
