// The figure "guidance".
