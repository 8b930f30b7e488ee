import ArgumentParser
import Microscopy

extension RegionOrigin: ExpressibleByArgument {}
