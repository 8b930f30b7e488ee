/// What every screen and every report says.
package enum ResearchUse {
  package static let sentence = "Research use only, not a medical device."
}
