# Recorded traffic, sent again: does a drive still answer the same?
rooms += conformance/replay
conformance/replay.library := conformance
