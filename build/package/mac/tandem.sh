#!/bin/sh
# tandem: opens Tandem's window; for its commands (sessions, attach, log, run, stop) it works in this terminal.
# Lies in the app; a link to it from a folder on PATH does.

self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname -- "$self")/$link ;;
  esac
done
contents=$(cd -- "$(dirname -- "$self")/../.." && pwd -P)

case ${1:-} in
  sessions|attach|log|run|stop|help|-h|--help|--version)
    export ELECTRON_RUN_AS_NODE=1
    exec "$contents/MacOS/Tandem" "$contents/Resources/app.asar.unpacked/out/cli/tandem.js" "$@"
    ;;
esac
unset ELECTRON_RUN_AS_NODE
# Not through `open`, which starts programs in another folder: paths are meant from here.
"$contents/MacOS/Tandem" "$@" </dev/null >/dev/null 2>&1 &
