// The figure "one-step".
