"""Started by Tandem's kernel server: turns this process into the interpreter behind a Jupyter kernel.

    python -u start.py <descriptor to read from> <descriptor to write to>

This file is written so that any Python since 2.7 can read it, to be able to say that it is too old.
"""

import os
import sys

OLDEST = (3, 8)
#: The server knows by this exit code that the words on stderr are for the user.
EXIT_CANNOT_RUN = 97


def main():
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.stderr.write("%s is Python %s, but 3.8 or newer is needed.\n" % (sys.executable, found))
        sys.stderr.flush()
        os._exit(EXIT_CANNOT_RUN)

    # Only the standard library is looked at while the kernel is loaded: a socket.py or code.py of the user, in the
    # working folder or on PYTHONPATH, must not take the place of what the kernel needs.
    here = os.path.dirname(os.path.abspath(__file__))
    users_path = [entry for entry in sys.path if os.path.abspath(entry) != here]
    library = os.path.dirname(os.path.realpath(os.__file__))
    standard = [
        entry
        for entry in users_path
        if os.path.realpath(entry) == library or os.path.basename(entry) in ("lib-dynload", "DLLs")
    ]
    sys.path[:] = [here] + (standard or [library])
    from tandem_kernel.kernel import Kernel

    kernel = Kernel(int(sys.argv[1]), int(sys.argv[2]), sys.path[1:])
    sys.path[:] = [""] + users_path
    sys.argv[:] = [""]
    kernel.run()


main()
