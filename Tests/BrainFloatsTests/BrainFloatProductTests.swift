import Testing

@testable import BrainFloats
