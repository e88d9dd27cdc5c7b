#!/bin/sh
# tandem: opens Tandem's window; for its commands (sessions, attach, log, run, stop) it works in this terminal.
# Everything that would keep the window from opening is said here, where it can be read.

app=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")

say() {
  printf 'tandem: %s\n' "$@" >&2
}

glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null)
glibc=${glibc#glibc 2.}
glibc=${glibc%%[!0-9]*}
if [ "${glibc:-0}" -lt @GLIBC_MINOR@ ]; then
  if [ -z "$glibc" ]; then found="another C library"; else found="glibc 2.$glibc"; fi
  say "Tandem needs glibc 2.@GLIBC_MINOR@ or newer; this system has $found." \
    "Please install it on a newer system, such as Debian 11, Ubuntu 20.04, Fedora 32 or newer."
  exit 1
fi

in_terminal() {
  ELECTRON_RUN_AS_NODE=1 exec "$app/tandem" "$app/resources/app.asar.unpacked/out/cli/tandem.js" "$@"
}

sandboxed=yes
headless=
value_follows=
word_seen=
only_paths=
for argument do
  if [ -n "$value_follows" ]; then
    value_follows=
  elif [ -n "$only_paths" ]; then
    :
  else
    case $argument in
      --) only_paths=yes ;;
      --user-data-dir) value_follows=yes ;;
      --no-sandbox) sandboxed= ;;
      --headless*|--ozone-platform=*) headless=yes ;;
      -h|--help|--version) in_terminal "$@" ;;
      -*) ;;
      sessions|attach|log|run|stop|help) if [ -z "$word_seen" ]; then in_terminal "$@"; fi ;;
      *) word_seen=yes ;;
    esac
  fi
done

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}$headless" ]; then
  say "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set)." \
    "Over ssh, connect with ssh -X; without a display, use tandem sessions, attach, log and run (see tandem --help)."
  exit 1
fi

# Chromium keeps its windows in a sandbox. It needs user namespaces, or its own helper with root's rights.
sandbox_works() {
  [ -u "$app/chrome-sandbox" ] && return 0
  [ -e "/etc/apparmor.d/tandem" ] && return 0
  command -v unshare >/dev/null 2>&1 || return 0
  unshare --user --map-root-user true 2>/dev/null
}

if [ -n "$sandboxed" ]; then
  if [ "$(id -u)" -eq 0 ]; then
    say "Tandem does not open a window for root: Chromium's sandbox cannot protect it there." \
      "Start it as your own user, or add --no-sandbox if you know what you do."
    exit 1
  fi
  if ! sandbox_works; then
    say "This system does not let Chromium's sandbox work: programs may not make user namespaces."
    if [ -n "${APPIMAGE:-}" ]; then
      say "An AppImage cannot set this up; the deb and the rpm do." \
        "Install one of them, or add --no-sandbox if you know what you do."
    else
      say "The deb or the rpm sets this up. For this folder, an administrator can do it once:" \
        "  sudo chown root:root '$app/chrome-sandbox' && sudo chmod 4755 '$app/chrome-sandbox'"
    fi
    exit 1
  fi
fi

if [ -n "${WAYLAND_DISPLAY:-}" ] && [ -z "${DISPLAY:-}" ] && [ -z "$headless" ]; then
  set -- --ozone-platform=wayland "$@"
fi

unset ELECTRON_RUN_AS_NODE
exec "$app/tandem" "$@"
