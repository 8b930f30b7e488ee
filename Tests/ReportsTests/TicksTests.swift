import Testing

@testable import Reports

@Suite("Ticks")
struct TicksTests {
  @Test(
    "ticks stand at multiples of 1, 2 or 5 times a power of ten",
    arguments: [
      (0...1, 6, "0.0 0.2 0.4 0.6 0.8 1.0"), (0...10, 11, "0 1 2 3 4 5 6 7 8 9 10"), (0...10, 6, "0 2 4 6 8 10"),
      (-0.04...0.08, 7, "−0.04 −0.02 0.00 0.02 0.04 0.06 0.08"), (0.13...0.37, 4, "0.2 0.3"),
      (3...1270, 5, "500 1000"), (0...0.003, 4, "0.000 0.001 0.002 0.003"),
    ] as [(ClosedRange<Double>, Int, String)])
  func linear(range: ClosedRange<Double>, limit: Int, labels: String) {
    #expect(Ticks.linear(range, atMost: limit).map(\.label).joined(separator: " ") == labels)
  }

  @Test("an axis in percent keeps its shares and shows them times a hundred")
  func percent() {
    let ticks = Ticks.linear(0.6...1, atMost: 5, factor: 100)
    #expect(ticks.map(\.label) == ["60", "70", "80", "90", "100"])
    #expect(ticks.map(\.value) == [0.6, 0.7, 0.8, 0.9, 1])
  }

  @Test("years are whole, unless there are fewer than two")
  func years() {
    #expect(Ticks.times(0...5, unit: .years, atMost: 11).map(\.label) == ["0", "1", "2", "3", "4", "5"])
    #expect(Ticks.times(0...12, unit: .years, atMost: 8).map(\.label) == ["0", "2", "4", "6", "8", "10", "12"])
    #expect(Ticks.times(0...1, unit: .years, atMost: 6).map(\.label).last == "1.0")
    #expect(Ticks.times(0...3650, unit: .days, atMost: 5).map(\.label) == ["0", "1000", "2000", "3000"])
  }

  @Test("months are counted in parts and multiples of twelve")
  func months() {
    #expect(Ticks.times(0...120, unit: .months, atMost: 11).map(\.label).last == "120")
    #expect(Ticks.times(0...120, unit: .months, atMost: 11).map(\.value)[1] == 12)
    #expect(Ticks.times(0...120, unit: .months, atMost: 6).map(\.label) == ["0", "24", "48", "72", "96", "120"])
    #expect(Ticks.times(0...20, unit: .months, atMost: 8).map(\.label) == ["0", "3", "6", "9", "12", "15", "18"])
    #expect(Ticks.times(0...1e6, unit: .months, atMost: 8).count > 2)
  }

  @Test("a logarithmic axis has 1, 2 and 5, then powers of ten, then powers at equal distances")
  func logarithmic() {
    #expect(Ticks.logarithmic(0.5...5, atMost: 8).map(\.label) == ["0.5", "1", "2", "5"])
    #expect(Ticks.logarithmic(0.1...1000, atMost: 6).map(\.label) == ["0.1", "1", "10", "100", "1000"])
    #expect(Ticks.logarithmic(1...1e6, atMost: 4).map(\.value) == [1, 100, 10_000, 1_000_000])
    #expect(Ticks.logarithmic(0...5, atMost: 4).isEmpty)
  }

  @Test("a range is widened to the ticks around it, and one that ends at ticks stays")
  func widened() {
    #expect(Ticks.widened(0...0.26, atMost: 8, factor: 100) == 0...0.3)
    #expect(Ticks.widened(0...20, atMost: 4) == 0...20)
    #expect(Ticks.widened(-0.023...0.071, atMost: 7) == -0.04...0.08)
    #expect(Ticks.widenedLogarithmically(0.7...13) == 0.5...20)
    #expect(Ticks.widenedLogarithmically(0.5...20) == 0.5...20)
  }

  @Test("whatever the range, ticks lie in it, at equal distances, no more than asked for")
  func property() {
    let spans = [1e-12, 3e-5, 0.07, 1, 1.9, 7.3, 99, 1e4, 3e17]
    for span in spans {
      for start in [-2 * span, -span / 3, 0, span, 1000 * span] {
        for limit in 2...11 {
          let range = start...(start + span)
          let values = Ticks.linear(range, atMost: limit).map(\.value)
          #expect(values.count <= limit)
          #expect(values.allSatisfy { $0 >= start - span * 1e-6 && $0 <= start + span * (1 + 1e-6) })
          let steps = zip(values, values.dropFirst()).map { $1 - $0 }
          #expect(steps.allSatisfy { abs($0 - (steps.first ?? 0)) < span * 1e-6 })
        }
      }
    }
  }

  @Test("a range that cannot be counted has no ticks but does no harm")
  func degenerate() {
    #expect(Ticks.linear(3...3, atMost: 5).map(\.label) == ["3"])
    #expect(Ticks.linear(0...Double.infinity, atMost: 5).isEmpty)
    #expect(Ticks.linear(0...Double.leastNonzeroMagnitude, atMost: 5).count <= 5)
    #expect(Ticks.widened(0...Double.infinity, atMost: 5) == 0...Double.infinity)
    #expect(Scale(2...2, from: 0, to: 10)(0.5) == 5)
    #expect(Scale(0...4, .logarithmic, from: 0, to: 10)(1) == 5)
  }
}
