/// What a nucleus of a simulated slide is.
public enum NucleusClass: String, Hashable, Sendable, Codable, CaseIterable {
  case tumourGrade1 = "tumour grade 1"
  case tumourGrade2 = "tumour grade 2"
  case tumourGrade3 = "tumour grade 3"
  case mitosis
  case lymphocyte
  case stromal
  case normalEpithelium = "normal epithelium"
}

/// One nucleus of a simulated slide, as drawn.
public struct SimulatedNucleus: Hashable, Sendable {
  /// The x of the centre, level-0 px.
  public let x: Float
  /// The y of the centre, level-0 px.
  public let y: Float
  /// Half the longer axis, level-0 px.
  public let longRadius: Float
  /// Half the shorter axis, level-0 px.
  public let shortRadius: Float
  /// The kind of cell that the nucleus is of.
  public let kind: NucleusClass
}

/// A cell to be drawn: a nucleus and the cytoplasm around it.
struct Cell {
  var x: Float
  var y: Float
  var kind: NucleusClass
  /// Semi-axes of the nucleus, px; `a` along `direction`.
  var a: Float
  var b: Float
  var direction: SIMD2<Float>
  /// Radius of the cytoplasm, px; 0: none is drawn.
  var cytoplasm: Float = 0
  /// Haematoxylin of the nucleus.
  var density: Float
  /// Share of the density that chromatin clumps vary.
  var clumps: Float = 0.25
  /// How much denser the nuclear membrane is.
  var membrane: Float = 0.2
  /// Amplitudes of two and three lobes in the outline.
  var lobes: SIMD2<Float> = .zero
  /// Width of the edge, px: more where the nucleus lies out of the focal plane.
  var edge: Float = 1
  /// 0 to 2 nucleoli.
  var nucleoli: Int = 0
  /// Which part of the chromatin texture it shows, and the tie-break of overlaps.
  var tag: UInt32
  /// Which of two overlapping nuclei stays: the one of the lower rank.
  var rank: UInt8

  var radius: Float { (a * b).squareRoot() }
}
