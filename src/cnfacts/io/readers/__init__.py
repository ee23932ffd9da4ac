"""One file a kind of document; each function makes documents of a `Given`."""
