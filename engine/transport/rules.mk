rooms += engine/transport
engine/transport.library := burnengine
