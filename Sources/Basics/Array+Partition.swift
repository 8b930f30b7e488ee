extension Array {
  /// The first index at which `predicate` holds, `count` if at none. Once it holds it must hold to the end.
  @inlinable
  public func partitioningIndex(_ predicate: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
