# What a drive tells of itself, as a definition from which the virtual drive becomes that drive.
rooms += conformance/capture
conformance/capture.library := conformance
