rooms += engine/imapi2
engine/imapi2.library := burnengine
