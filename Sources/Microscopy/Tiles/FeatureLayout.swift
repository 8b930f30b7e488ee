/// How the neighbouring tools lay out features; recognised from the content, never from the name.
///
/// | layout | features | coordinates | unit of the coordinates | tile side from |
/// |---|---|---|---|---|
/// | CLAM | `features` [n, d] | `coords` [n, 2] | level-0 px | patches file: patch_size x downsample |
/// | TRIDENT | `features` [n, d] | `coords` [n, 2] | level-0 px | attribute patch_size_level0 |
/// | STAMP | `feats` [n, d] | `coords` [n, 2] | um; historic 256/224 um | attributes, um |
/// | Owkin | columns 3... of [n, 3 + d] | columns 0 to 2: level, x, y | Deep Zoom address | tile px x 2^(top - level) |
///
/// Sources: mahmoodlab/CLAM utils/file_utils.py and wsi_core/WholeSlideImage.py; mahmoodlab/TRIDENT trident/IO.py;
/// KatherLab/STAMP preprocessing/\_\_init\_\_.py and modeling/data.py (get_coords); owkin/HistoSSLscaling README.
public enum FeatureLayout: String, Hashable, Sendable, CaseIterable {
  /// Our own safetensors, see ``TileFeatures``.
  case coverslip
  /// CLAM's feature file.
  case clam
  /// TRIDENT's feature file.
  case trident
  /// STAMP before version 2: no attributes, coordinates in px of 256 um / 224 px.
  case stampHistoric
  /// STAMP 2.0: `unit` um and `tile_size`.
  case stamp20
  /// STAMP from 2.1 on: `unit` um, `tile_size_um`, `tile_size_px`.
  case stamp21
  /// Owkin's NumPy array.
  case owkin
}
