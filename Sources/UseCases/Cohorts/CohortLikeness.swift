import NeuralNetworks
import Tables

/// Which patients of a cohort are one person, or have the same slides under other names. If one of them is trained on
/// and another tested, a network is praised for what it has seen.
struct CohortLikeness {
  private struct Slide {
    let member: Int
    let name: String
    let sketch: TileSketch
  }

  private var members: [CohortFolder.Member] = []
  private var slides: [Slide] = []

  /// Adds a patient with the bags of their slides.
  mutating func add(_ member: CohortFolder.Member, _ bags: [Bag]) {
    for (slide, bag) in zip(member.slides, bags) {
      slides.append(
        Slide(member: members.count, name: fileName(slide.file ?? ""), sketch: TileSketch(bag)))
    }
    members.append(member)
  }

  /// Patients by the barcodes of The Cancer Genome Atlas in their names, or else in the names of their slides.
  private var participants: [[Int]] {
    let named = members.indices.compactMap { index in participant(members[index]).map { ($0, index) } }
    return Dictionary(grouping: named) { $0.0 }.values.map { $0.map(\.1) }.filter { $0.count > 1 }
      .sorted { $0[0] < $1[0] }
  }

  private func participant(_ member: CohortFolder.Member) -> String? {
    PatientBarcode.participant(member.id)
      ?? member.slides.lazy.compactMap { $0.path.flatMap { PatientBarcode.participant(fileName($0)) } }.first
  }

  /// Pairs of slides with mostly the same tiles, number by number.
  private var twins: [(Slide, Slide)] {
    var places: [UInt64: [Int]] = [:]
    for (index, slide) in slides.enumerated() {
      for hash in slide.sketch.hashes { places[hash, default: []].append(index) }
    }
    var shared: [[Int]: Int] = [:]
    // A tile that many slides have is one of glass or of nothing.
    for slides in places.values where slides.count > 1 && slides.count <= Self.mostSlides {
      for (place, first) in slides.enumerated() {
        for second in slides[(place + 1)...] { shared[[first, second], default: 0] += 1 }
      }
    }
    return shared.filter { pair, count in
      let least = min(slides[pair[0]].sketch.hashes.count, slides[pair[1]].sketch.hashes.count)
      return Double(count) >= Self.share * Double(least)
    }.keys.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { (slides[$0[0]], slides[$0[1]]) }
  }

  private static let mostSlides = 20
  /// Of the tiles that are compared, those that have to be the same: the rest may have been left out of one of the
  /// files.
  private static let share = 0.8

  /// The first patient of each group of several, by the name of each.
  var persons: [String: String] {
    var first = Array(members.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while first[index] != index { index = first[index] }
      return index
    }
    let pairs = participants.flatMap { group in group.dropFirst().map { (group[0], $0) } }
    for (a, b) in pairs + twins.map({ ($0.member, $1.member) }) {
      let roots = (root(a), root(b))
      first[max(roots.0, roots.1)] = min(roots.0, roots.1)
    }
    let named = members.indices.filter { root($0) != $0 }.map { (members[$0].id, members[root($0)].id) }
    return Dictionary(named) { first, _ in first }
  }

  /// Who was found to be alike.
  func notices(table: String) -> [CohortNotice] {
    let barcodes = participants.map { group in group.map { members[$0].place } }
    let pairs = twins.map { first, second in
      CohortNotice.SlideTwin(
        slide: second.name, of: members[second.member].id, other: first.name, ofOther: members[first.member].id)
    }
    let (own, others) = (pairs.filter { $0.of == $0.ofOther }, pairs.filter { $0.of != $0.ofOther })
    return (barcodes.isEmpty ? [] : [.oneParticipant(table: table, barcodes)])
      + (others.isEmpty ? [] : [.sameTiles(table: table, others)])
      + (own.isEmpty ? [] : [.sameTilesOfOne(table: table, own)])
  }
}

/// The smallest of the hashes of a bag's tiles: two bags share as large a part of them as of their tiles, in whatever
/// order and under whatever names (Broder, On the resemblance and containment of documents, 1997).
struct TileSketch: Hashable {
  /// Ascending, each once.
  let hashes: [UInt64]

  private static let size = 64

  init(_ bag: Bag) {
    let all = bag.features.withUnsafeBufferPointer { values in
      (0..<bag.count).map { tile in Self.hash(values[(tile * bag.width)..<((tile + 1) * bag.width)]) }
    }
    hashes = Array(Set(all).sorted().prefix(Self.size))
  }

  /// FNV-1a over the bits of the numbers, mixed as splitmix64 ends, so that the smallest are drawn evenly.
  private static func hash(_ values: Slice<UnsafeBufferPointer<Float>>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for value in values { hash = (hash ^ UInt64(value.bitPattern)) &* 0x100_0000_01b3 }
    hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
    return hash ^ (hash >> 31)
  }
}
