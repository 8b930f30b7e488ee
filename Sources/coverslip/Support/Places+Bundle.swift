import Foundation
import Settings

extension Places {
  /// The model bundle that ships with the program.
  var demonstrationBundle: String { Bundle.module.bundlePath + "/demonstration" }
}
