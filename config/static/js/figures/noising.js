// The figure "noising".
