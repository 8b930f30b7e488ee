extension CaseIterable where Self: Equatable, AllCases.Index == Int {
  /// The case that is `step` further, round the end.
  func neighbour(by step: Int) -> Self {
    let all = Self.allCases
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + step + all.count) % all.count]
  }
}
