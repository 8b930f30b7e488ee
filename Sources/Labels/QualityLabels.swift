import Casework

extension QualityFlag.Kind {
  /// The words that are shown: `out-of-range stain`.
  public var label: String {
    switch self {
    case .pen: "pen"
    case .blur: "blur"
    case .outOfRangeStain: "out-of-range stain"
    case .blackBackground: "black background"
    case .tooLittleTissue: "too little tissue"
    case .noTissue: "no tissue"
    case .unreadableRegions: "unreadable regions"
    case .receptorsNotGiven: "receptor status not given"
    case .sampledTiles: "sampled tiles"
    case .noAttention: "no attention"
    case .featureFile: "feature file taken as told"
    case .distributionUnknown: "out of distribution not checked"
    case .mppGiven: "mpp given by hand"
    case .unlikeTraining: "unlike the training"
    case .implausibleClinical: "clinical values outside the model's range"
    case .leftOutLevels: "left-out levels"
    case .glassCast: "glass cast"
    case .strongCast: "cast beyond correction"
    case .noGlass: "no glass"
    case .repeatedPixels: "repeated pixels"
    case .unreadableTissue: "unreadable tissue"
    case .slideTwice: "slide twice in the case"
    case .slideInOtherCase: "slide in another case"
    case .slideChanged: "slide changed"
    case .mppDisagrees: "mpp disagrees"
    case .magnificationDisagrees: "magnification disagrees"
    case .unequalPixels: "unequal pixels"
    case .coarseScan: "coarse scan"
    case .fewTiles: "fewer tiles than the network looks at"
    }
  }
}
