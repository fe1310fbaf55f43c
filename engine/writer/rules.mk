rooms += engine/writer
engine/writer.library := burnengine
