"""The interpreter's side of Tandem's plain Python kernel: nothing but the standard library, from Python 3.8 on."""
