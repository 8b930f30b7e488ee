import Settings
import Workstation

extension UserSettings {
  /// All that is wrong with them: with the file, then with the keys that it wants.
  package var mistakes: [any Error] { failures + KeyMap.standard.taking(keys).mistakes }
}
