rooms += engine/mmc
engine/mmc.library := burnengine
