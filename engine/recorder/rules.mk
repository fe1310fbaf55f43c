rooms += engine/recorder
engine/recorder.library := burnengine
