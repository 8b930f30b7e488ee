import Basics

extension Gland {
  /// The cells of the wall, in an order that depends on the gland alone.
  func cells() -> [Cell] {
    var random = SeededDraws(seed: tag)
    switch kind {
    case .acinus: return luminal(spacing: 13.5, &random) + myoepithelial(&random)
    case .duct: return luminal(spacing: 13, &random) + myoepithelial(&random)
    case .tubule: return tubular(&random)
    case .vessel: return endothelial(&random)
    }
  }

  private func ring(share: Float, spacing: Float, _ random: inout SeededDraws) -> [Int] {
    // Ramanujan's first approximation of the ellipse's circumference is not needed: the mean radius is near enough.
    let circumference = 6.2831853 * share * (a + b) / 2
    let count = max(4, Int(circumference / spacing))
    let start = random.float(0, 256)
    return (0..<count).map { Int(start + (Float($0) + random.float(-0.15, 0.15)) * 256 / Float(count)) & 255 }
  }

  /// The unit vector from the centre outwards at `point`.
  private func outward(_ point: SIMD2<Float>) -> SIMD2<Float> {
    let offset = point - SIMD2(x, y)
    return offset / max(1e-3, (offset * offset).sum().squareRoot())
  }

  private func luminal(spacing: Float, _ random: inout SeededDraws) -> [Cell] {
    let share = (lumen + 1) / 2 - 0.02
    return ring(share: share, spacing: spacing, &random).map { turn in
      let place = point(turn: turn, share: share * random.float(0.96, 1.04))
      var cell = Cell(
        x: place.x, y: place.y, kind: .normalEpithelium, a: random.float(6.2, 7.6), b: random.float(5, 6),
        direction: outward(place), density: random.float(0.8, 1.05), tag: random.tag(), rank: 1)
      cell.cytoplasm = 11
      cell.clumps = 0.16
      return cell
    }
  }

  private func myoepithelial(_ random: inout SeededDraws) -> [Cell] {
    ring(share: 0.98, spacing: 27, &random).map { turn in
      let place = point(turn: turn, share: 0.98)
      let out = outward(place)
      var cell = Cell(
        x: place.x, y: place.y, kind: .normalEpithelium, a: random.float(5.5, 7), b: random.float(2.6, 3.6),
        direction: SIMD2(-out.y, out.x), density: random.float(1.05, 1.3), tag: random.tag(), rank: 2)
      cell.cytoplasm = 7.5
      cell.clumps = 0.15
      return cell
    }
  }

  private func tubular(_ random: inout SeededDraws) -> [Cell] {
    let share = (lumen + 1) / 2
    return ring(share: share, spacing: 15.5, &random).map { turn in
      let place = point(turn: turn, share: share * random.float(0.95, 1.05))
      var cell = Cell.tumour(grade: 1, place.x, place.y, &random)
      cell.direction = outward(place)
      cell.rank = 1
      return cell
    }
  }

  private func endothelial(_ random: inout SeededDraws) -> [Cell] {
    ring(share: 0.97, spacing: 30, &random).map { turn in
      let place = point(turn: turn, share: 0.97)
      let out = outward(place)
      return Cell(
        x: place.x, y: place.y, kind: .stromal, a: random.float(7, 9.5), b: random.float(2.4, 3.2),
        direction: SIMD2(-out.y, out.x), density: random.float(1, 1.3), tag: random.tag(), rank: 2)
    }
  }
}
