// The figure "training-curve".
