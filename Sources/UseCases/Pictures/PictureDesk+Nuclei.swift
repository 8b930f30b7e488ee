import Dispatch
import Microscopy
import TissueAnalysis
import Workstation

extension PictureDesk {
  /// Looks for nuclei, one request after the other, beside the pictures.
  package func findNuclei(_ request: NucleiRequest) {
    nucleiQueue.async {
      do throws(PictureFailure) {
        self.answer(.nuclei(request, try self.nuclei(request)))
      } catch {
        self.answer(.noNuclei(request, error))
      }
    }
  }

  private func nuclei(_ request: NucleiRequest) throws(PictureFailure) -> FoundNuclei {
    dropIfReplaced(request.slide.path)
    let slide = try slide(request.slide)
    guard let mpp = request.slide.mpp ?? slide.description.mpp else {
      return FoundNuclei(middles: [], isHE: nil)
    }
    let stains = colorist.stains(of: slide, path: request.slide.path)
    do throws(SlideReadFailure) {
      let search = NucleusSearch(stains: stains.vectors, mpp: mpp)
      return FoundNuclei(middles: try search.middles(in: request.region, of: slide), isHE: stains.isPlausibleHE)
    } catch {
      throw .pixels(path: request.slide.path, error)
    }
  }
}
