rooms += engine/formats
engine/formats.library := burnengine
