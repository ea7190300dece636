import ctypes
import glob
import shutil


def attempt():
    source = glob.glob("/**/libz.so*", recursive=True) or glob.glob("/usr/lib/**/libm.so.6", recursive=True)
    shutil.copy(source[0], "/tmp/mine.so")
    try:
        ctypes.CDLL("/tmp/mine.so")
    except OSError:
        return "held"
    return "loaded /tmp/mine.so"
