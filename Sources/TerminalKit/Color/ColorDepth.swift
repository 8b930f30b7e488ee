/// How many colours a terminal shows.
public enum ColorDepth: String, Sendable, CaseIterable {
  case trueColor = "truecolor"
  case palette256 = "256"
  case palette16 = "16"
  case monochrome = "mono"
}
